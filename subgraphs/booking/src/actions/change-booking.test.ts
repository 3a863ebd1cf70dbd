import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import { nextChange } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue, makeKnown } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt, eventsFor, historyOf } from '../testing/records.ts';
import { outcomeOf } from '../testing/wishes.ts';
import type { ChangeBookingInput } from './change-booking.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { book, change, hold, setPolicy } = commandsOn(bookings);

const minutesOf = ({ startsAt, endsAt }: Booking) => startsAt.until(endsAt).total('minutes');
const instantAt = (local: Temporal.PlainDateTime) => local.toZonedDateTime('Europe/Vienna').toInstant();

const sized = [
  [1, 2],
  [1, 4],
  [3, 8],
] as const;

test('a booking moves to another time, keeps its table and its length, and leaves its old place', async () => {
  const venue = await knownVenue(bookings);
  const { local } = venue.at('12:00');
  const booking = await book(venue, { duration: Temporal.Duration.from('PT2H') });

  const moved = await change(booking, { startsAt: venue.at('12:00') });

  expect(moved).toMatchObject({
    status: 'CONFIRMED',
    version: 3,
    startsAt: instantAt(local),
    endsAt: instantAt(local.add({ hours: 2 })),
    tableIds: booking.tableIds,
    reference: booking.reference,
  });
  expect(await outcomeOf(hold(venue))).toBe('HELD');
  expect(await outcomeOf(hold(venue, { startsAt: venue.at('13:00') }))).toBe('TABLE_TAKEN');
});

test('what has changed is told with one step from its status to the same and one event', async () => {
  const venue = await knownVenue(bookings);
  const booking = await book(venue);

  const moved = await change(booking, { startsAt: venue.at('12:00'), partySize: 3, tableIds: venue.tableIds.slice(1) });

  expect((await historyOf(bookings, booking.id)).slice(2)).toMatchObject([
    { version: 3, from: 'CONFIRMED', to: 'CONFIRMED', reason: 'RESCHEDULED', at: moved.updatedAt },
  ]);
  expect((await eventsFor(bookings, venue.id)).slice(2)).toMatchObject([
    {
      type: 'booking.rescheduled',
      version: 3,
      data: {
        change: 'RESCHEDULED',
        from: 'CONFIRMED',
        to: 'CONFIRMED',
        startsAt: String(moved.startsAt),
        endsAt: String(moved.endsAt),
        tableIds: venue.tableIds.slice(1),
        partySize: 3,
      },
    },
  ]);
});

test('a booking is not in its own way when it moves by half an hour', async () => {
  const venue = await knownVenue(bookings, { tables: [[1, 4]] });
  const booking = await book(venue);

  const moved = await change(booking, { startsAt: venue.at('19:30') });

  expect(moved.tableIds).toEqual(venue.tableIds);
  expect(await outcomeOf(hold(venue, { startsAt: venue.at('17:59') }))).toBe('HELD');
  expect(await outcomeOf(hold(venue, { startsAt: venue.at('20:30') }))).toBe('TABLE_TAKEN');
});

test('nor does it count as a second party in its own slot', async () => {
  const venue = await knownVenue(bookings);
  await setPolicy(venue, { maxPartiesPerSlot: 1 });
  const booking = await book(venue);

  expect(await outcomeOf(change(booking, { startsAt: venue.at('19:10') }))).toBe('CONFIRMED');
});

test('a party stays where it is while its table suffices, even where a smaller one would', async () => {
  const venue = await knownVenue(bookings, { tables: sized });
  const booking = await book(venue, { tableIds: venue.tableIds.slice(1, 2) });

  const moved = await change(booking, { startsAt: venue.at('12:00') });

  expect(moved.labels).toEqual(['T2']);
});

test.each<[what: string, partySize: number, labels: string[]]>([
  ['grows out of its table gets the best that suffices', 6, ['T3']],
  ['shrinks keeps a table that still serves it', 1, ['T2']],
])('a party that %s', async (_, partySize, labels) => {
  const venue = await knownVenue(bookings, { tables: sized });
  const booking = await book(venue, { tableIds: venue.tableIds.slice(1, 2) });

  expect(await change(booking, { partySize })).toMatchObject({ partySize, labels });
});

test('a party whose table is taken at the new time gets another', async () => {
  const venue = await knownVenue(bookings);
  const booking = await book(venue);
  await book(venue, { startsAt: venue.at('12:00') });

  expect(await change(booking, { startsAt: venue.at('12:00') })).toMatchObject({ labels: ['T2'] });
});

test('tables are changed to those that are named, a combination, too', async () => {
  const venue = await knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });
  const booking = await book(venue);

  const joined = await change(booking, { tableIds: venue.tableIds });
  const parted = await change(booking, { tableIds: venue.tableIds.slice(1) });

  expect(joined.labels).toEqual(['T1', 'T2']);
  expect(parted.labels).toEqual(['T2']);
  expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: venue.tableIds[1], bookingId: booking.id }]);
});

test.each<[what: string, given: Omit<ChangeBookingInput, 'id'>, minutes: number]>([
  ['as long as before', { tableIds: null }, 60],
  ['as long as they say', { duration: Temporal.Duration.from('PT3H') }, 180],
  ['by the turn times of their size where that changes', { partySize: 6 }, 120],
  ['as long as before where the size does not change', { partySize: 2 }, 60],
  ['as long as they say, whatever their size', { partySize: 6, duration: Temporal.Duration.from('PT45M') }, 45],
])('a party stays %s', async (_, given, minutes) => {
  const venue = await knownVenue(bookings, { tables: [[1, 8]] });
  const booking = await book(venue, { duration: Temporal.Duration.from('PT1H') });

  const changed = await change(booking, { startsAt: venue.at('12:00'), ...given });

  expect(minutesOf(changed)).toBe(minutes);
});

test.each<[what: string, given: (booking: Booking) => Omit<ChangeBookingInput, 'id'>]>([
  ['nothing', () => ({})],
  [
    'nothing but nulls',
    () => ({ startsAt: null, partySize: null, tableIds: null, duration: null, expectedVersion: null }),
  ],
  [
    'what it has already',
    ({ startsAt, tableIds, partySize }) => ({ startsAt: { instant: startsAt }, tableIds, partySize }),
  ],
  ['the version that it has', ({ version }) => ({ expectedVersion: version })],
])('to give %s changes nothing', async (_, given) => {
  const booking = await book(await knownVenue(bookings));

  const same = await change(booking, given(booking));

  expect(same).toMatchObject({ version: 2, updatedAt: booking.updatedAt });
  expect(await historyOf(bookings, booking.id)).toHaveLength(2);
});

test('a change takes off what staff should have looked at', async () => {
  const venue = await knownVenue(bookings);
  const booking = await book(venue);
  await rows(
    bookings.scope().em,
    sql`update bookings set attention = '{TABLE_RETIRED,HOURS_CHANGED}' where id = ${booking.id}`,
  );

  const moved = await change(booking, { startsAt: venue.at('12:00') });

  expect(moved.attention).toEqual([]);
  expect((await eventsFor(bookings, venue.id)).at(-1)).toMatchObject({ data: { attention: [] } });
});

test('a party whose table has been removed since gets another with its change', async () => {
  const venue = await knownVenue(bookings);
  const booking = await book(venue);
  const rooms = venue.data.rooms.map((room) => ({ ...room, tables: room.tables.slice(1) }));
  await makeKnown(bookings, { ...venue.data, rooms }, 2);

  expect(await change(booking, { startsAt: venue.at('12:00') })).toMatchObject({ labels: ['T2'] });
});

test('what is kept free behind the stay moves along', async () => {
  const venue = await knownVenue(bookings, { tables: [[1, 4]] });
  await setPolicy(venue, { bufferMinutes: 30 });
  const booking = await book(venue);

  await change(booking, { startsAt: venue.at('12:00') });

  expect(await outcomeOf(hold(venue, { startsAt: venue.at('13:45') }))).toBe('TABLE_TAKEN');
  expect(await outcomeOf(hold(venue, { startsAt: venue.at('14:00') }))).toBe('HELD');
});

test('a stay that moves onto the night the clocks change lasts as long as before', async () => {
  const hours = (await knownVenue(bookings)).data.openingHours;
  const openingHours = hours.map((stretch) => ({ ...stretch, opens: '00:00', closes: '00:00' }));
  const venue = await knownVenue(bookings, { openingHours });
  const booking = await book(venue);
  const beforeChange = nextChange(bookings, 'back').subtract({ minutes: 75 }).toInstant();

  const moved = await change(booking, { startsAt: { instant: beforeChange } });

  expect(minutesOf(moved)).toBe(90);
  expect(moved.startsAt).toEqual(beforeChange);
});
