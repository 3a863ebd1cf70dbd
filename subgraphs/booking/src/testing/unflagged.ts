import { rows, sql } from '@constellation/kit';
import { isExposed, problemsAt } from '../domain/attention.ts';
import type { KnownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import { bookingsAt } from './records.ts';

/** Bookings that are flagged for what is right, or not for what is wrong, going by the venue that booking knows last. */
export async function unflaggedAt(
  bookings: OpenBookings,
  { venueId, ...venue }: KnownVenue['data'],
): Promise<string[]> {
  const now = bookings.platform.clock.now();
  const problemsOf = problemsAt({ id: venueId, ...venue });
  const found = await bookingsAt(bookings, venueId);
  const seenTo = await acknowledgedAt(bookings, venueId);
  return found
    .map((booking) => ({ ...booking, stay: { start: booking.startsAt, end: booking.endsAt } }))
    .filter((booking) => isExposed(booking, now))
    .filter((booking) => {
      const problems = new Set(problemsOf(booking));
      const flags = new Set(booking.attention);
      return !flags.isSubsetOf(problems) || (!seenTo.has(booking.id) && !problems.isSubsetOf(flags));
    })
    .map(({ id, attention, ...booking }) => `${id}: ${problemsOf(booking).join()} flagged as ${attention.join()}`);
}

/** Bookings of which somebody has said that they were seen to. */
async function acknowledgedAt(bookings: OpenBookings, venueId: string): Promise<ReadonlySet<string>> {
  const found = await rows(
    bookings.scope().em,
    sql<{ id: string }>`
      select distinct booking.id from bookings booking join booking_transitions step on step.booking_id = booking.id
      where booking.venue_id = ${venueId} and step.reason = 'ACKNOWLEDGED'`,
  );
  return new Set(found.map(({ id }) => id));
}
