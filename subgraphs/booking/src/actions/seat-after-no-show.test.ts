import { weekdays } from '@constellation/schema/schedule';
import { afterAll, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue, makeKnown } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { as, customer } from '../testing/people.ts';
import { claimsAt, eventsFor, historyOf } from '../testing/records.ts';
import { inMinutes, outcomeOf } from '../testing/wishes.ts';
import type { HoldTableInput } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { hold, book, seat, finish, markNoShow, setPolicy, walkIn } = commandsOn(bookings);

const openingHours = weekdays.map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));
const openVenue = () => knownVenue(bookings, { openingHours });

/** A party that did not come within half an hour. */
async function missed(venue: KnownVenue, given?: Partial<HoldTableInput>): Promise<Booking> {
  const booking = await book(venue, { startsAt: inMinutes(bookings, 1), ...given });
  await bookings.platform.clock.advance(31 * 60_000);
  return markNoShow(booking);
}

test('whoever comes after all takes the same tables again, until the same end', async () => {
  const venue = await openVenue();
  const booking = await missed(venue);

  const seated = await seat(booking);

  expect(seated).toMatchObject({
    status: 'SEATED',
    version: 4,
    tableIds: booking.tableIds,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
  });
  expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: venue.tableIds[0], bookingId: booking.id }]);
  expect((await historyOf(bookings, booking.id)).at(-1)).toMatchObject({ from: 'NO_SHOW', to: 'SEATED' });
  expect((await eventsFor(bookings, venue.id)).at(-1)).toMatchObject({
    type: 'booking.seated',
    data: { from: 'NO_SHOW', tableIds: booking.tableIds },
  });
});

test('a table that somebody else has by now is taken, and the booking stays a no-show', async () => {
  const venue = await openVenue();
  const booking = await missed(venue);
  await walkIn(venue);

  await expect(seat(booking)).rejects.toMatchObject({
    code: 'TABLE_TAKEN',
    inputPath: undefined,
    details: { tableIds: booking.tableIds },
  });
  expect(await historyOf(bookings, booking.id)).toHaveLength(3);
});

test('who was there and has left is not in the way, as the tables are needed from now on only', async () => {
  const venue = await openVenue();
  const booking = await missed(venue);
  await finish(await walkIn(venue));
  const short = await walkIn(venue, { duration: Temporal.Duration.from('PT15M') });
  await moveTo(bookings, short.endsAt);

  expect(await outcomeOf(seat(booking))).toBe('TABLE_TAKEN');
  await finish(short);
  expect(await outcomeOf(seat(booking))).toBe('SEATED');
});

test('a hold of the table that has lapsed is ended', async () => {
  const venue = await openVenue();
  const booking = await missed(venue);
  const lapsed = await hold(venue, { startsAt: inMinutes(bookings, 5) });
  await bookings.platform.clock.advance(11 * 60_000);

  expect(await outcomeOf(seat(booking))).toBe('SEATED');
  expect((await historyOf(bookings, lapsed.id)).map(({ to }) => to)).toEqual(['HELD', 'EXPIRED']);
});

test('once its time is over it is too late', async () => {
  const booking = await missed(await openVenue());
  await moveTo(bookings, booking.endsAt.add({ seconds: 1 }));

  await expect(seat(booking)).rejects.toMatchObject({ code: 'TOO_LATE', details: { until: String(booking.endsAt) } });
});

test('neither pacing nor closing nor a change of the tables keeps it from its place', async () => {
  const venue = await openVenue();
  const booking = await missed(venue);
  await setPolicy(venue, { maxPartiesPerSlot: 1, slotMinutes: 240 });
  await walkIn(venue, { tableIds: venue.tableIds.slice(1) });
  const rooms = venue.data.rooms.map((room) => ({ ...room, tables: room.tables.slice(1) }));
  await makeKnown(bookings, { ...venue.data, closed: true, openingHours: [], rooms }, 2);

  expect(await outcomeOf(seat(booking))).toBe('SEATED');
});

test('what is kept free behind the stay is kept free again', async () => {
  const venue = await openVenue();
  await setPolicy(venue, { bufferMinutes: 60 });
  const booking = await missed(venue);
  await seat(booking);

  const right = hold(venue, { startsAt: { instant: booking.endsAt.add({ minutes: 59 }) } });

  expect(await outcomeOf(right)).toBe('TABLE_TAKEN');
  expect(await outcomeOf(hold(venue, { startsAt: { instant: booking.endsAt.add({ minutes: 60 }) } }))).toBe('HELD');
});

test('seating twice is fine, and only staff seats', async () => {
  const venue = await openVenue();
  const guest = commandsOn(as(customer(), bookings));
  const own = await guest.book(venue, { startsAt: inMinutes(bookings, 1) });
  await bookings.platform.clock.advance(31 * 60_000);
  await markNoShow(own);

  const outcomes = [await outcomeOf(guest.seat(own)), await outcomeOf(seat(own)), await outcomeOf(seat(own))];

  expect(outcomes).toEqual(['FORBIDDEN', 'SEATED', 'SEATED']);
  expect(await historyOf(bookings, own.id)).toHaveLength(4);
});
