import type { BookingChangeData, CloudEvent } from '@constellation/schema';
import { type Interval, overlap } from '@constellation/schema/schedule';
import { isOver } from '../domain/lifecycle.ts';
import type { OpenBookings } from './open-bookings.ts';
import { eventsFor } from './records.ts';

/** That a booking had tables for a stay, and from when to when it had them. */
export interface Ownership {
  readonly bookingId: string;
  readonly tableIds: readonly string[];
  readonly stay: Interval;
  readonly owned: Interval;
}

type BookingEvent = CloudEvent<BookingChangeData>;

/** Later than everything that a test does. */
const never = Temporal.Instant.from('9999-12-31T00:00:00Z');

/** Who had what when, as the events tell it: what each leaves a booking with is its own until its next one. */
export function ownershipsOf(events: readonly BookingEvent[]): Ownership[] {
  const stories = Map.groupBy(events, ({ subject }) => subject);
  return [...stories].flatMap(([bookingId, story]) =>
    story.flatMap((event, index) => {
      const { to, tableIds, startsAt, endsAt } = event.data;
      if (isOver(to)) return [];
      const start = seatedAfterAll(story.slice(0, index + 1)) ?? startsAt;
      return {
        bookingId,
        tableIds,
        stay: interval(start, endsAt),
        owned: interval(event.time, endOf(event, story[index + 1]) ?? String(never)),
      };
    }),
  );
}

/** A hold that lapsed ended at the end of its time, whenever that was noticed. */
const endOf = ({ data }: BookingEvent, next: BookingEvent | undefined) =>
  next?.type === 'booking.expired' ? data.holdExpiresAt : next?.time;

/** Whoever counted as a no-show has the place only from the moment on when they were seated. */
const seatedAfterAll = (story: readonly BookingEvent[]) => story.find(({ data }) => data.from === 'NO_SHOW')?.time;

/** Pairs that had a table for the same time at the same instant: there may never be one. */
export function conflictsAmong(ownerships: readonly Ownership[]): string[] {
  return ownerships.flatMap((one, index) =>
    ownerships
      .slice(index + 1)
      .filter(({ bookingId }) => bookingId !== one.bookingId)
      .filter((other) => one.tableIds.some((id) => other.tableIds.includes(id)))
      .filter((other) => overlap(one.stay, other.stay) && overlap(one.owned, other.owned))
      .map((other) => `${one.bookingId} and ${other.bookingId}`),
  );
}

/** The same among all that has happened at a venue. */
export const conflictsAt = async (bookings: OpenBookings, venueId: string): Promise<string[]> =>
  conflictsAmong(ownershipsOf(await eventsFor(bookings, venueId)));

const interval = (start: string, end: string): Interval => ({
  start: Temporal.Instant.from(start),
  end: Temporal.Instant.from(end),
});
