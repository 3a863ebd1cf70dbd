import { parseInstant } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { isExposed, problemsAt } from '../domain/attention.ts';
import { isOver } from '../domain/lifecycle.ts';
import { faultsAt } from './faults.ts';
import type { KnownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import { conflictsAmong, ownershipsOf } from './ownership.ts';
import { bookingsAt, eventsFor, historyOf, snapshotsFor } from './records.ts';
import { mislabelledAmong, stepsIn, stepsKept, wrongAmong } from './steps.ts';

/** Everything about a venue's bookings that must be nothing, once nobody does anything any more. */
export async function unsoundAt(bookings: OpenBookings, { venueId, ...venue }: KnownVenue['data']) {
  const found = await bookingsAt(bookings, venueId);
  const events = await eventsFor(bookings, venueId);
  const kept = await stepsKept(bookings, venueId);
  const told = stepsIn(events);
  const stories = Map.groupBy(kept, ({ bookingId }) => bookingId);
  return {
    faults: await faultsAt(bookings, venueId),
    wrongSteps: [...stories.values()].flatMap(wrongAmong),
    untold: kept.filter((step, index) => JSON.stringify(step) !== JSON.stringify(told[index])),
    mislabelled: mislabelledAmong(events),
    conflicts: conflictsAmong(ownershipsOf(events)),
    outdated: await outdatedAt(bookings, venueId, found),
    unflagged: await unflaggedAmong(bookings, { id: venueId, ...venue }, found),
  };
}

/** Bookings of which the newest snapshot in the stream says something else. */
async function outdatedAt(bookings: OpenBookings, venueId: string, found: readonly Booking[]): Promise<string[]> {
  const snapshots = new Map((await snapshotsFor(bookings, venueId)).map((snapshot) => [snapshot.subject, snapshot]));
  return found
    .filter(({ id, version, status, tableIds, partySize, startsAt, endsAt }) => {
      const snapshot = snapshots.get(id);
      const data = snapshot?.data;
      const isSame =
        snapshot?.version === version &&
        data?.status === status &&
        data.over === isOver(status) &&
        data.partySize === partySize &&
        String(data.tableIds) === String(tableIds) &&
        parseInstant(data.startsAt).equals(startsAt) &&
        parseInstant(data.endsAt).equals(endsAt);
      return !isSame;
    })
    .map(({ id }) => id);
}

/** Bookings that are flagged for what is right, or not for what is wrong, unless somebody has seen to them. */
async function unflaggedAmong(
  bookings: OpenBookings,
  venue: Parameters<typeof problemsAt>[0],
  found: readonly Booking[],
): Promise<string[]> {
  const problemsOf = problemsAt(venue);
  const exposed = found
    .map((booking) => ({ ...booking, stay: { start: booking.startsAt, end: booking.endsAt } }))
    .filter((booking) => isExposed(booking, bookings.platform.clock.now()));
  const wrong: string[] = [];
  for (const booking of exposed) {
    const history = await historyOf(bookings, booking.id);
    const seenTo = history.some(({ reason }) => reason === 'ACKNOWLEDGED');
    const problems = new Set(problemsOf(booking));
    const flagged = new Set(booking.attention);
    if (!flagged.isSubsetOf(problems) || (!seenTo && !problems.isSubsetOf(flagged)))
      wrong.push(`${booking.id}: ${[...problems].join()} flagged as ${[...flagged].join()}`);
  }
  return wrong;
}
