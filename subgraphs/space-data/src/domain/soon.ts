/** For how long before it can be seen a pass is told of. */
export const soonSeconds = 600;

const hourMs = 3_600_000;

/**
 * The stretch of time that holds every pass which is to be told of at an instant: the same for a whole hour, so that what was
 * computed for it is of use until then.
 */
export function searchedAround(now: Temporal.Instant): {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
} {
  const hour = now.epochMilliseconds - (now.epochMilliseconds % hourMs);
  const from = Temporal.Instant.fromEpochMilliseconds(hour);
  return { from, to: from.add({ hours: 1, seconds: soonSeconds }) };
}

/** A stretch in which a satellite can be seen. */
interface Seen {
  readonly visibleFrom: Temporal.Instant;
  readonly visibleTo: Temporal.Instant;
}

/** Whether a pass is to be told of: it can be seen in ten minutes or less, or already, and not no more. */
export const isSoon = ({ visibleFrom, visibleTo }: Seen, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(visibleFrom.subtract({ seconds: soonSeconds }), now) <= 0 &&
  Temporal.Instant.compare(now, visibleTo) < 0;
