import { type Interval, isOpenDuring, joined, stretchesBetween } from '@constellation/schema/schedule';
import { instantOf, minute, type Moment, momentOf, type Span, spanOf } from './moment.ts';
import type { BookableVenue } from './venue.ts';

/** When a venue is open, as far as some stays ask. */
export interface OpenTimes {
  /** Whether it is open for the whole of a stay. */
  cover(stay: Span): boolean;
  /** From when on it is open for as long, if that is within a week. */
  nextFor(stay: Span): Moment | undefined;
}

/** How far ahead the next opening that is long enough is looked for. */
const lookedAhead = 7 * 24 * 60 * minute;

/** For the one stay: most lie within one stretch of their own day, which is cheaper to find. */
export const openTimesFor = (venue: BookableVenue, stay: Interval): OpenTimes => ({
  cover: () => isOpenDuring(venue, stay),
  nextFor: (each) => openTimesDuring(venue, stay).nextFor(each),
});

/** For all stays within an interval, which `stretches` are about. What follows it is looked up where somebody asks. */
export function openTimesDuring(
  venue: BookableVenue,
  stays: Interval,
  stretches: readonly Interval[] = stretchesBetween(venue, stays),
): OpenTimes {
  const near = joined(stretches).map(spanOf);
  const lookFar = () =>
    joined(stretchesBetween(venue, { ...stays, end: instantOf(momentOf(stays.end) + lookedAhead) })).map(spanOf);
  let far: readonly Span[] | undefined;
  return {
    cover: (stay) => near.some(({ from, to }) => from <= stay.from && stay.to <= to),
    nextFor(stay) {
      const next = nextAmong(near, stay) ?? nextAmong((far ??= lookFar()), stay);
      return next !== undefined && next <= stay.from + lookedAhead ? next : undefined;
    },
  };
}

const nextAmong = (open: readonly Span[], stay: Span): Moment | undefined =>
  open.find(({ from, to }) => stay.from < from && from + (stay.to - stay.from) <= to)?.from;
