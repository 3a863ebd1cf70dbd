import { stretchesBetween, stretchesOn } from '@constellation/schema/schedule';
import { minute, type Moment, momentOf, type Span, spanOf } from './moment.ts';
import type { BookableVenue } from './venue.ts';

/** The start times that a business day offers: from each opening on, every so many minutes until closing; the first first. */
export function startTimes(venue: BookableVenue, slotMinutes: number, date: Temporal.PlainDate): Moment[] {
  const length = slotMinutes * minute;
  const times = stretchesOn(venue, date)
    .map(spanOf)
    .flatMap(({ from, to }) =>
      Array.from({ length: Math.ceil((to - from) / length) }, (_, index) => from + index * length),
    );
  // Where the clocks jump, stretches may come to overlap.
  return [...new Set(times)].toSorted((one, other) => one - other);
}

/**
 * The slot that an arrival counts for: of those that begin with the opening before it, cut off wherever a stretch begins
 * or ends, so that no two slots share an instant. Undefined while the venue is closed. `stretches` are all that could
 * contain the arrival or end its slot.
 */
export function slotAt(slotMinutes: number, arrival: Moment, stretches: readonly Span[]): Span | undefined {
  const opening = stretches.findLast(({ from, to }) => from <= arrival && arrival < to)?.from;
  if (opening === undefined) return undefined;
  const length = slotMinutes * minute;
  const from = opening + Math.floor((arrival - opening) / length) * length;
  const edges = stretches.flatMap((stretch) => [stretch.from, stretch.to]);
  return {
    from: Math.max(from, ...edges.filter((edge) => edge <= arrival)),
    to: Math.min(from + length, ...edges.filter((edge) => arrival < edge)),
  };
}

/** The same for the one arrival. */
export const slotOf = (venue: BookableVenue, slotMinutes: number, arrival: Temporal.Instant): Span | undefined =>
  slotAt(slotMinutes, momentOf(arrival), stretchesBetween(venue, { start: arrival, end: arrival }).map(spanOf));
