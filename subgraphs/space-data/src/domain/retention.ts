const yearHours = 365 * 24;

/**
 * For how long each thing is kept that nobody tells of any more, in hours: longer than its source goes back, so that nothing
 * comes and goes, and so long that whoever looks back finds something.
 */
export const keptHours = {
  /** Since they were fetched last; nothing is computed from older ones. */
  elements: 2 * yearHours,
  /** Since they were told last. */
  launches: yearHours,
  /** Since they came near, or began. */
  nearEarthObjects: yearHours,
  spaceWeather: yearHours,
  /** Since their day; there is one a day. */
  pictures: 10 * yearHours,
  /** Since they were listed last; they have expired by then. */
  datasets: 30 * 24,
} as const;

/** What is of a time before this one is forgotten. */
export const forgottenBefore = (kept: keyof typeof keptHours, now: Temporal.Instant): string =>
  now.subtract({ hours: keptHours[kept] }).toString();

/** So many images of each source are kept: several times what the archive gives in an asking, years of what it releases. */
export const mostImages = 20_000;
