import { newId, rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { bookingsToCome } from '../data/upcoming-bookings.queries.ts';
import type { BookingSnapshot } from '../domain/upcoming-bookings.ts';
import { bookingOf } from '../testing/bookings.ts';
import { openVenues } from '../testing/open-venues.ts';
import { projectBooking } from './project-booking.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const project = (booking: BookingSnapshot, version: number) => projectBooking(venues.scope(), booking, version);

/** All that is known of a venue's bookings. */
const knownOf = (venueId: string) =>
  rows(
    venues.scope().em,
    sql`select booking_id as "bookingId", table_ids as "tableIds", over, version
      from upcoming_bookings where venue_id = ${venueId} order by ends_at`,
  );

const toCome = ({ venueId }: BookingSnapshot, ...tableIds: string[]) =>
  bookingsToCome(venues.scope().em, venueId, tableIds);

const daysAgo = (days: number) =>
  venues
    .scope()
    .clock.now()
    .subtract({ hours: 24 * days, minutes: 1 })
    .toString();

test('a booking that moves to another table frees the one that it had', async () => {
  const [before, after] = [newId(), newId()];
  const booking = bookingOf({ tableIds: [before] });
  await project(booking, 1);

  await project({ ...booking, tableIds: [after] }, 2);

  expect(await toCome(booking, before)).toBeUndefined();
  expect(await toCome(booking, after)).toMatchObject({ tableIds: [after], bookings: 1 });
});

test.each([1, 3, 4])('version %d of a booking changes nothing when version 4 is known', async (version) => {
  const booking = bookingOf();
  await project(booking, 4);
  const before = await knownOf(booking.venueId);

  await project({ ...booking, tableIds: [newId()], over: true }, version);

  expect(await knownOf(booking.venueId)).toEqual(before);
});

test('versions that come all at once leave the newest', async () => {
  const booking = bookingOf();

  await Promise.all([7, 3, 9, 2, 8, 5].map((version) => project({ ...booking, over: version < 9 }, version)));

  expect(await knownOf(booking.venueId)).toMatchObject([{ version: 9, over: false }]);
});

test('a booking that is over has no table any more, and nothing older brings it back', async () => {
  const booking = bookingOf();
  await project(booking, 1);

  await project({ ...booking, status: 'CANCELLED', over: true }, 3);
  await project(booking, 2);

  expect(await toCome(booking, ...booking.tableIds)).toBeUndefined();
  expect(await knownOf(booking.venueId)).toMatchObject([{ version: 3, over: true }]);
});

test.each<[string, Partial<BookingSnapshot>]>([
  ['is only requested', { status: 'REQUESTED' }],
  ['has ended', { endsAt: '2020-01-01T20:00:00Z' }],
  ['is at another venue', { venueId: newId() }],
  ['is for another table', { tableIds: [newId()] }],
])('a booking that %s does not count', async (_case, given) => {
  const booking = bookingOf();

  await project({ ...booking, ...given }, 1);

  expect(await toCome(booking, ...booking.tableIds)).toBeUndefined();
});

test('a booking of several tables counts once, and the last end is how long the tables are booked', async () => {
  const [a, b, c] = [newId(), newId(), newId()];
  const joined = bookingOf({ tableIds: [a, b, newId()], endsAt: '2100-01-02T23:30:00Z' });
  await project(joined, 1);
  await project(bookingOf({ venueId: joined.venueId, tableIds: [a] }), 1);

  const found = await toCome(joined, a, b, c);

  const until = Temporal.Instant.from('2100-01-02T23:30:00Z');
  expect(found).toEqual({ tableIds: [a, b].toSorted(), bookings: 2, until });
});

test('what ended more than 30 days ago is forgotten with the next booking of the same venue', async () => {
  const { venueId } = bookingOf();
  const old = bookingOf({ venueId, endsAt: daysAgo(30) });
  const young = bookingOf({ venueId, endsAt: daysAgo(29) });
  const next = bookingOf({ venueId });
  const elsewhere = bookingOf({ endsAt: daysAgo(30) });
  for (const booking of [elsewhere, young, old]) await project(booking, 1);

  await project(next, 1);

  expect(await knownOf(venueId)).toMatchObject([{ bookingId: young.bookingId }, { bookingId: next.bookingId }]);
  expect(await knownOf(elsewhere.venueId)).toHaveLength(1);
});

test('the newest of a booking is kept however long ago it ended', async () => {
  const booking = bookingOf({ endsAt: daysAgo(40) });
  await project(booking, 1);

  await project({ ...booking, over: true }, 2);

  expect(await knownOf(booking.venueId)).toMatchObject([{ version: 2, over: true }]);
});
