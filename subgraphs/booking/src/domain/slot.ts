import { earlier, type Interval, isUpTo, later, stretchesBetween, stretchesOn } from '@constellation/schema/schedule';
import type { BookableVenue } from './venue.ts';

/** The start times that a business day offers: from each opening on, every so many minutes until closing; the first first. */
export function startTimes(venue: BookableVenue, slotMinutes: number, date: Temporal.PlainDate): Temporal.Instant[] {
  const times = stretchesOn(venue, date).flatMap(({ start, end }) => {
    const opening = start.epochMilliseconds;
    const count = Math.ceil((end.epochMilliseconds - opening) / (slotMinutes * minuteMs));
    return Array.from({ length: count }, (_, index) => opening + index * slotMinutes * minuteMs);
  });
  // Where the clocks jump, stretches may come to overlap.
  return [...new Set(times)]
    .toSorted((one, other) => one - other)
    .map((time) => Temporal.Instant.fromEpochMilliseconds(time));
}

/**
 * The slot that an arrival counts for: of those that begin with the opening before it, cut off wherever a stretch begins
 * or ends, so that no two slots share an instant. Undefined while the venue is closed. `stretches` are all that could
 * contain the arrival or end its slot.
 */
export function slotAt(
  venue: BookableVenue,
  slotMinutes: number,
  arrival: Temporal.Instant,
  stretches: readonly Interval[] = stretchesBetween(venue, { start: arrival, end: arrival }),
): Interval | undefined {
  const opening = stretches.findLast(({ start, end }) => isUpTo(start, arrival) && !isUpTo(end, arrival))?.start;
  if (!opening) return undefined;
  const passed = Math.floor((arrival.epochMilliseconds - opening.epochMilliseconds) / (slotMinutes * minuteMs));
  const start = opening.add({ minutes: passed * slotMinutes });
  const edges = stretches.flatMap((stretch) => [stretch.start, stretch.end]);
  return {
    start: edges.filter((edge) => isUpTo(edge, arrival)).reduce(later, start),
    end: edges.filter((edge) => !isUpTo(edge, arrival)).reduce(earlier, start.add({ minutes: slotMinutes })),
  };
}

const minuteMs = 60_000;
