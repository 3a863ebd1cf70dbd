/** Half-open stretch of time. */
export interface Interval {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
}

/** Negative where one instant is before the other, positive where it is behind, 0 where they are the same. */
const compare = (one: Temporal.Instant, other: Temporal.Instant): number =>
  // Milliseconds nearly always tell, and are an order of magnitude cheaper to compare.
  one.epochMilliseconds - other.epochMilliseconds || Temporal.Instant.compare(one, other);

/** Whether one instant is before the other or the same. */
export const isUpTo = (one: Temporal.Instant, other: Temporal.Instant): boolean => compare(one, other) <= 0;

/** The later of two instants. */
export const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  isUpTo(one, other) ? other : one;

/** The earlier of two instants. */
export const earlier = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  isUpTo(one, other) ? one : other;

/** Whether two stretches share an instant; those that only touch do not. */
export const overlap = (one: Interval, other: Interval): boolean =>
  compare(one.start, other.end) < 0 && compare(other.start, one.end) < 0;

/** Whether a stretch begins before it ends. */
export const lasts = ({ start, end }: Interval): boolean => compare(start, end) < 0;

/** Order of stretches by their beginning. */
export const byStart = (one: Interval, other: Interval): number => compare(one.start, other.start);

/** Makes one of stretches that overlap or follow each other without a gap; by their beginning. */
export function joined(stretches: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const stretch of stretches.toSorted(byStart)) {
    const last = result.at(-1);
    if (last && isUpTo(stretch.start, last.end))
      result.splice(-1, 1, { start: last.start, end: later(last.end, stretch.end) });
    else result.push(stretch);
  }
  return result;
}
