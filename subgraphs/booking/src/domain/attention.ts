import { type Interval, isOpenDuring, isUpTo } from '@constellation/schema/schedule';
import { type Lifecycle, type Status, statusAt } from './lifecycle.ts';
import { optionsOf } from './tables.ts';
import type { BookableVenue } from './venue.ts';

/** Why staff should look at a booking; in the order of the graph. */
export const attentionReasons = ['TABLE_RETIRED', 'CAPACITY_LOWERED', 'HOURS_CHANGED', 'VENUE_CLOSED'] as const;
export type AttentionReason = (typeof attentionReasons)[number];

/** As much of a booking as its venue can change under it. */
export interface Exposed {
  readonly tableIds: readonly string[];
  readonly partySize: number;
  readonly stay: Interval;
  /** The zone of the venue's clock that its start was read off. */
  readonly timeZone: string;
  readonly attention: readonly AttentionReason[];
}

/** In which a booking has a place that nobody sits at yet. */
export const exposedStatuses: readonly Status[] = ['HELD', 'PENDING_PAYMENT', 'CONFIRMED'];

/** Whether a change of its venue concerns a booking: it has its place and is not over. */
export const isExposed = (booking: Lifecycle & Pick<Exposed, 'stay'>, at: Temporal.Instant): boolean =>
  exposedStatuses.includes(statusAt(booking, at)) && !isUpTo(booking.stay.end, at);

/** Says what is wrong with bookings, going by how their venue is. */
export function problemsAt(venue: BookableVenue): (booking: Omit<Exposed, 'attention'>) => AttentionReason[] {
  const tables = new Set(venue.rooms.flatMap((room) => room.tables).map(({ id }) => id));
  const seats = new Map(
    optionsOf(venue)
      .toReversed()
      .map((option) => [nameOf(option.tables.map(({ id }) => id)), option.maxParty]),
  );
  const isOpenFor = remembering((stay) => isOpenDuring(venue, stay));
  return ({ tableIds, partySize, stay, timeZone }) => {
    const retired = tableIds.some((id) => !tables.has(id));
    const found: Readonly<Record<AttentionReason, boolean>> = {
      TABLE_RETIRED: retired,
      CAPACITY_LOWERED: !retired && partySize > (seats.get(nameOf(tableIds)) ?? 0),
      HOURS_CHANGED: !isOpenFor(stay) || isShifted(stay.start, timeZone, venue.timeZone),
      VENUE_CLOSED: venue.closed,
    };
    return attentionReasons.filter((reason) => found[reason]);
  };
}

/** Whether clocks of two zones show different times. */
const isShifted = (at: Temporal.Instant, one: string, other: string): boolean =>
  one !== other && at.toZonedDateTimeISO(one).offsetNanoseconds !== at.toZonedDateTimeISO(other).offsetNanoseconds;

/** Answers once for each stay: many bookings have the same, and hours take long to read. */
function remembering(answer: (stay: Interval) => boolean): (stay: Interval) => boolean {
  const known = new Map<string, boolean>();
  return (stay) => {
    const name = `${stay.start.epochNanoseconds} ${stay.end.epochNanoseconds}`;
    const found = known.get(name) ?? answer(stay);
    known.set(name, found);
    return found;
  };
}

/** The same for the same tables, in whatever order. */
const nameOf = (tableIds: readonly string[]) => tableIds.toSorted().join(' ');

/**
 * Says what staff should look at after a venue changed: what has become wrong is added, what is right again goes, and what
 * was wrong before stays as it was, acknowledged or not.
 */
export function attentionAfter(
  before: BookableVenue,
  after: BookableVenue,
): (booking: Exposed) => readonly AttentionReason[] {
  const [then, now] = [problemsAt(before), problemsAt(after)];
  return (booking) => {
    const known = then(booking);
    return now(booking).filter((reason) => booking.attention.includes(reason) || !known.includes(reason));
  };
}

/** What staff should still look at when a booking itself changed: of what there was, what is wrong with it as it is now. */
export const stillWrong = (venue: BookableVenue, booking: Exposed): readonly AttentionReason[] =>
  problemsAt(venue)(booking).filter((reason) => booking.attention.includes(reason));

/** Why the reasons are others: the first that came, or RESOLVED when some only went; nothing when they are the same. */
export function turnOf(
  before: readonly AttentionReason[],
  after: readonly AttentionReason[],
): AttentionReason | 'RESOLVED' | undefined {
  const added = after.find((reason) => !before.includes(reason));
  return added ?? (before.some((reason) => !after.includes(reason)) ? 'RESOLVED' : undefined);
}
