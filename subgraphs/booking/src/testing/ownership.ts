import type { BookingChangeData, CloudEvent } from '@constellation/schema';
import type { Interval } from '../domain/opening.ts';

/** That a booking had tables for a stay, and from when to when it had them. */
export interface Ownership {
  readonly bookingId: string;
  readonly tableIds: readonly string[];
  readonly stay: Interval;
  readonly owned: Interval;
}

/** Later than everything that a test does. */
const never = Temporal.Instant.from('9999-12-31T00:00:00Z');

/** Who had what when, as the events tell it; a lapsed hold ended at the end of its time, whenever that was noticed. */
export function ownershipsOf(events: readonly CloudEvent<BookingChangeData>[]): Ownership[] {
  const perBooking = Map.groupBy(events, ({ subject }) => subject);
  return [...perBooking].flatMap(([bookingId, [held, ...later]]) => {
    if (!held) return [];
    const { tableIds, startsAt, endsAt, holdExpiresAt } = held.data;
    const over = later.find(({ type }) => type === 'booking.cancelled' || type === 'booking.expired');
    const end = over?.type === 'booking.expired' ? holdExpiresAt : over?.time;
    return { bookingId, tableIds, stay: interval(startsAt, endsAt), owned: interval(held.time, end ?? String(never)) };
  });
}

/** Pairs that had a table for the same time at the same instant: there may never be one. */
export function conflictsAmong(ownerships: readonly Ownership[]): string[] {
  return ownerships.flatMap((one, index) =>
    ownerships
      .slice(index + 1)
      .filter((other) => one.tableIds.some((id) => other.tableIds.includes(id)))
      .filter((other) => overlap(one.stay, other.stay) && overlap(one.owned, other.owned))
      .map((other) => `${one.bookingId} and ${other.bookingId}`),
  );
}

const interval = (start: string, end: string): Interval => ({
  start: Temporal.Instant.from(start),
  end: Temporal.Instant.from(end),
});

const overlap = (one: Interval, other: Interval) =>
  Temporal.Instant.compare(one.start, other.end) < 0 && Temporal.Instant.compare(other.start, one.end) < 0;
