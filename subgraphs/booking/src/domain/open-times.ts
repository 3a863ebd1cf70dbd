import { isOpenDuring, joined, stretchesBetween } from '@constellation/schema/schedule';
import type { Interval } from '@constellation/schema/schedule';
import { type Moment, minute, type Span, spanOf } from './moment.ts';
import type { BookableVenue } from './venue.ts';

/** When a venue is open, as far as some stays ask. */
export interface OpenTimes {
  /** Whether it is open for the whole of a stay. */
  cover(stay: Span): boolean;
  /** From when on it is open for as long, if that is within a week. */
  nextFor(stay: Span): Moment | undefined;
}

/** How far ahead the next opening that is long enough is looked for. */
const lookedAheadDays = 7;

/** For the one stay: most lie within one stretch of their own day, which is cheaper to find. */
export const openTimesFor = (venue: BookableVenue, stay: Interval): OpenTimes => ({
  cover: () => isOpenDuring(venue, stay),
  nextFor: (each) => openTimesDuring(venue, stay).nextFor(each),
});

/** For all stays within an interval. What follows it is looked up where somebody asks. */
export function openTimesDuring(venue: BookableVenue, { start, end }: Interval): OpenTimes {
  const openUntil = (last: Temporal.Instant) => joined(stretchesBetween(venue, { start, end: last })).map(spanOf);
  const near = openUntil(end);
  let far: readonly Span[] | undefined;
  return {
    cover: (stay) => near.some(({ from, to }) => from <= stay.from && stay.to <= to),
    nextFor(stay) {
      const next =
        nextAmong(near, stay) ?? nextAmong((far ??= openUntil(end.add({ hours: 24 * lookedAheadDays }))), stay);
      return next !== undefined && next <= stay.from + lookedAheadDays * 24 * 60 * minute ? next : undefined;
    },
  };
}

const nextAmong = (open: readonly Span[], stay: Span): Moment | undefined =>
  open.find(({ from, to }) => stay.from < from && from + (stay.to - stay.from) <= to)?.from;
