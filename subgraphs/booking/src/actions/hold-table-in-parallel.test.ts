import { afterAll, expect, test } from 'vitest';
import { knownVenue, publish } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt } from '../testing/records.ts';
import { outcomeOf, outcomesOf, wish } from '../testing/wishes.ts';
import { holdTable } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const times = <Result>(count: number, make: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => make(index));

test('of 200 who want the same table at the same time one gets it', async () => {
  const venue = await knownVenue(bookings);

  const outcomes = await outcomesOf(times(200, () => holdTable(bookings.scope(), wish(venue))));

  expect(outcomes).toEqual({ HELD: 1, TABLE_TAKEN: 199 });
  expect(await claimsAt(bookings, venue.id)).toHaveLength(1);
});

test('stays that touch do not get in each other’s way', async () => {
  const venue = await knownVenue(bookings);
  const starts = ['08:00', '09:30', '11:00', '12:30', '14:00', '15:30', '17:00', '18:30', '20:00'];

  const outcomes = await outcomesOf(
    starts.map((time) => holdTable(bookings.scope(), wish(venue, { startsAt: venue.at(time) }))),
  );

  expect(outcomes).toEqual({ HELD: 9 });
});

test('of stays that overlap in a row no two neighbours are held', async () => {
  const venue = await knownVenue(bookings);
  const starts = times(12, (index) => `${String(8 + index).padStart(2, '0')}:00`);

  const outcomes = await Promise.all(
    starts.map((time) => outcomeOf(holdTable(bookings.scope(), wish(venue, { startsAt: venue.at(time) })))),
  );

  const won = outcomes.flatMap((outcome, index) => (outcome === 'HELD' ? [index] : []));
  expect(new Set(outcomes)).toEqual(new Set(['HELD', 'TABLE_TAKEN']));
  for (const index of won) expect(won).not.toContain(index + 1);
});

test('a combination and its members, wanted in every order at once, never wait for each other in a circle', async () => {
  const venue = await knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });
  const [first = '', second = ''] = venue.tableIds;
  const orders = [[first, second], [first], [second, first], [second]];

  const outcomes = await outcomesOf(
    times(50, (index) => holdTable(bookings.scope(), wish(venue, { tableIds: orders[index % orders.length] ?? [] }))),
  );

  expect(new Set(Object.keys(outcomes))).toEqual(new Set(['HELD', 'TABLE_TAKEN']));
  expect((await claimsAt(bookings, venue.id)).map(({ tableId }) => tableId)).toEqual(venue.tableIds.toSorted());
});

test('30 who take whatever is free fill ten tables, each once', async () => {
  const venue = await knownVenue(bookings, { tables: times(10, () => [1, 4] as const) });

  const outcomes = await outcomesOf(times(30, () => holdTable(bookings.scope(), wish(venue, { tableIds: null }))));

  expect(outcomes).toEqual({ HELD: 10, TABLE_TAKEN: 20 });
  expect((await claimsAt(bookings, venue.id)).map(({ tableId }) => tableId)).toEqual(venue.tableIds.toSorted());
});

test('a venue that changes all the time takes part in no accident', async () => {
  const venue = await knownVenue(bookings, { tables: times(6, () => [1, 4] as const) });
  const shortened = {
    ...venue.data,
    rooms: venue.data.rooms.map((room) => ({ ...room, tables: room.tables.slice(0, 3) })),
  };
  const changing = times(20, (index) => publish(bookings, index % 2 ? venue.data : shortened, index + 2));

  const outcomes = await outcomesOf(
    times(90, (index) =>
      holdTable(bookings.scope(), wish(venue, { tableIds: venue.tableIds.slice(index % 6, (index % 6) + 1) })),
    ),
  );
  await Promise.all(changing);

  const claims = await claimsAt(bookings, venue.id);
  expect(new Set(Object.keys(outcomes)).difference(new Set(['HELD', 'TABLE_TAKEN', 'NOT_FOUND']))).toEqual(new Set());
  expect(claims).toHaveLength(outcomes['HELD'] ?? 0);
  expect(new Set(claims.map(({ tableId }) => tableId)).size).toBe(claims.length);
});
