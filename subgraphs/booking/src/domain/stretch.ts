import { type Interval, later } from '@constellation/schema/schedule';

/** A stretch from the instant of a decision on: so many minutes, or until some time; a moment at least, as that may be over. */
export type FromNow = { readonly minutes: number } | { readonly until: Temporal.Instant };

/** The stretch that is meant by what is decided at an instant. */
export function stretchAt(at: Temporal.Instant, wanted: Interval | FromNow): Interval {
  if ('start' in wanted) return wanted;
  const end = 'until' in wanted ? later(wanted.until, at.add({ microseconds: 1 })) : at.add(wanted);
  return { start: at, end };
}
