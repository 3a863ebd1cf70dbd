import { rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { weekdays } from '@constellation/schema/schedule';
import { expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import type { OpenBookings } from '../testing/open-bookings.ts';
import { historyOf, snapshotsFor } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { inMinutes } from '../testing/wishes.ts';
import { expireBookings } from './expire-bookings.ts';

const bookingsOn = shareBookings();
const openingHours = weekdays.map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));

/** The snapshots that were written of a booking, in order; the stream keeps the last one only. */
const writtenOf = (bookings: OpenBookings, { id }: { readonly id: string }) =>
  rows(
    bookings.scope().em,
    sql<{ version: number; status: string; over: boolean; last: boolean }>`
      select version, event -> 'data' ->> 'status' as status, (event -> 'data' -> 'over')::boolean as over, last
      from outbox where stream = 'BOOKING_STATE' and aggregate = ${id} order by version`,
  );

test.for(platformKinds)('on the %s platform the world has the newest snapshot of each booking', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { book, change, cancel } = commandsOn(bookings);
  const venue = await knownVenue(bookings);
  const moved = await change(await book(venue), { startsAt: venue.at('12:00'), partySize: 3 });
  const called = await cancel(await book(venue));

  const snapshots = await snapshotsFor(bookings, venue.id);

  const place = { venueId: venue.id, partnerId: null, customerId: null, tableIds: moved.tableIds };
  const times = ({ startsAt, endsAt }: typeof moved) => ({ startsAt: String(startsAt), endsAt: String(endsAt) });
  expect(snapshots.map(({ version, data }) => [version, data])).toEqual([
    [3, { bookingId: moved.id, ...place, ...times(moved), partySize: 3, status: 'CONFIRMED', over: false }],
    [3, { bookingId: called.id, ...place, ...times(called), partySize: 2, status: 'CANCELLED', over: true }],
  ]);
});

test.for(platformKinds)('on the %s platform every change writes one snapshot, and an ending the last', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { request, answer, extend, confirm, change, seat, finish } = commandsOn(bookings);
  const venue = await knownVenue(bookings, { openingHours });
  const booking = await request(venue, { startsAt: inMinutes(bookings, 60) });
  await answer(booking);
  await extend(booking);
  await confirm(booking);
  await change(booking, { partySize: 3 });
  await seat(booking);
  await seat(booking);
  await finish(booking);

  const written = await writtenOf(bookings, booking);

  const going = { over: false, last: false };
  expect(written).toEqual([
    { version: 1, status: 'REQUESTED', ...going },
    { version: 2, status: 'HELD', ...going },
    { version: 3, status: 'HELD', ...going },
    { version: 4, status: 'CONFIRMED', ...going },
    { version: 5, status: 'CONFIRMED', ...going },
    { version: 6, status: 'SEATED', ...going },
    { version: 7, status: 'FINISHED', over: true, last: true },
  ]);
  expect((await historyOf(bookings, booking.id)).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a booking is over when it was called off, declined, missed, finished or has lapsed', async () => {
  const bookings = await bookingsOn('embedded');
  const { hold, cancel, request, reject, book, markNoShow, seat } = commandsOn(bookings);
  const venue = await knownVenue(bookings, { openingHours });
  const cancelled = await cancel(await hold(venue));
  const rejected = await reject(await request(venue));
  const lapsed = await hold(venue);
  const missed = await book(venue, { startsAt: inMinutes(bookings, 5) });
  await bookings.platform.clock.advance(30 * 60_000);
  await expireBookings(bookings.scope());
  await markNoShow(missed);

  const ends = await Promise.all([cancelled, rejected, lapsed, missed].map((each) => writtenOf(bookings, each)));
  await seat(missed);

  expect(ends.map((written) => written.at(-1))).toMatchObject([
    { status: 'CANCELLED', over: true, last: true },
    { status: 'REJECTED', over: true, last: true },
    { status: 'EXPIRED', over: true, last: true },
    { status: 'NO_SHOW', over: true, last: true },
  ]);
  expect((await writtenOf(bookings, missed)).at(-1)).toMatchObject({ status: 'SEATED', over: false, last: false });
});
