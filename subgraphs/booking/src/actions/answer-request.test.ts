import { afterAll, expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue, makeKnown } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt, eventsFor, historyOf } from '../testing/records.ts';
import { inMinutes, outcomeOf } from '../testing/wishes.ts';
import { lookUpBooking } from './find-booking.ts';
import type { HoldTableInput } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { request, answer, cancel, reject, hold, book, confirm, setPolicy } = commandsOn(bookings);

const find = (id: string) => lookUpBooking(bookings.scope(), { id });

/** How a request stands after its answer. */
async function answered(venue: KnownVenue, given?: Partial<HoldTableInput>) {
  const { id } = await request(venue, given);
  await answer({ id });
  return find(id);
}

test('a request is held at the tables that it names, for as long as any hold', async () => {
  const venue = await knownVenue(bookings);
  const tableIds = venue.tableIds.slice(1);

  const held = await answered(venue, { tableIds });

  expect(held).toMatchObject({ status: 'HELD', version: 2, tableIds, labels: ['T2'] });
  expect(held?.lapsesAt).toEqual(held?.updatedAt.add({ minutes: 10 }));
  expect(held?.heldAt).toEqual(held?.updatedAt);
  expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: tableIds[0], bookingId: held?.id }]);
  expect((await eventsFor(bookings, venue.id)).map(({ type, data }) => [type, data.tableIds])).toEqual([
    ['booking.requested', []],
    ['booking.held', tableIds],
  ]);
});

test('a request that names no tables is held at the best that are free', async () => {
  const venue = await knownVenue(bookings, {
    tables: [
      [1, 6],
      [1, 4],
      [1, 2],
    ],
  });
  await book(venue, { tableIds: venue.tableIds.slice(2) });

  const held = await answered(venue, { tableIds: null });

  expect(held).toMatchObject({ status: 'HELD', labels: ['T2'], wishedTableIds: null });
});

test('a held request is confirmed like any hold', async () => {
  const venue = await knownVenue(bookings);
  const held = await answered(venue);

  expect(await outcomeOf(confirm({ id: held?.id ?? '' }))).toBe('CONFIRMED');
});

test('of two requests for the last table one is held and the other is told that it is taken', async () => {
  const venue = await knownVenue(bookings, { tables: [[1, 4]] });

  const [first, second] = [await answered(venue), await answered(venue, { tableIds: null })];

  expect(first).toMatchObject({ status: 'HELD' });
  expect(second).toMatchObject({ status: 'REJECTED', tableIds: [], lapsesAt: null });
  expect(await historyOf(bookings, second?.id ?? '')).toMatchObject([{}, { to: 'REJECTED', reason: 'TABLE_TAKEN' }]);
  const events = await eventsFor(bookings, venue.id);
  expect(events.findLast(({ subject }) => subject === second?.id)).toMatchObject({
    type: 'booking.rejected',
    data: { from: 'REQUESTED', to: 'REJECTED', reason: 'TABLE_TAKEN' },
  });
});

test.each<[what: string, code: string, given: (venue: KnownVenue) => Partial<HoldTableInput>]>([
  ['tables that may not be joined', 'NO_COMBINATION', ({ tableIds }) => ({ tableIds })],
  ['a table that is too small', 'PARTY_TOO_LARGE', () => ({ partySize: 5 })],
  ['a table that is too large', 'PARTY_TOO_SMALL', ({ tableIds }) => ({ tableIds: tableIds.slice(1), partySize: 1 })],
  ['a time outside the hours', 'CLOSED', (venue) => ({ startsAt: venue.at('22:00') })],
])('a request for %s is rejected with %s', async (_, code, given) => {
  const venue = await knownVenue(bookings, {
    tables: [
      [1, 4],
      [2, 4],
    ],
  });

  const rejected = await answered(venue, given(venue));

  expect(rejected?.status).toBe('REJECTED');
  expect((await historyOf(bookings, rejected?.id ?? '')).at(-1)).toMatchObject({ to: 'REJECTED', reason: code });
});

test('a request for a slot that is full by then is rejected with PACING', async () => {
  const venue = await knownVenue(bookings);
  await setPolicy(venue, { maxPartiesPerSlot: 1 });
  await hold(venue, { tableIds: venue.tableIds.slice(1) });

  const rejected = await answered(venue);

  expect((await historyOf(bookings, rejected?.id ?? '')).at(-1)).toMatchObject({ reason: 'PACING' });
});

test('a request whose time is over by then is rejected with PAST', async () => {
  const allDay = await knownVenue(bookings);
  const open = allDay.data.openingHours.map((stretch) => ({ ...stretch, opens: '00:00', closes: '00:00' }));
  await makeKnown(bookings, { ...allDay.data, openingHours: open }, 2);
  const { id } = await request(allDay, { startsAt: inMinutes(bookings, 30) });
  await bookings.platform.clock.advance(31 * 60_000);

  await answer({ id });

  expect((await historyOf(bookings, id)).at(-1)).toMatchObject({ to: 'REJECTED', reason: 'PAST' });
});

test('a request at a venue that has closed by then, or has no such table any more, is rejected', async () => {
  const [closing, shrinking] = [await knownVenue(bookings), await knownVenue(bookings)];
  const [one, other] = [await request(closing), await request(shrinking)];
  await makeKnown(bookings, { ...closing.data, closed: true }, 2);
  const rooms = shrinking.data.rooms.map((room) => ({ ...room, tables: room.tables.slice(1) }));
  await makeKnown(bookings, { ...shrinking.data, rooms }, 2);

  await answer(one);
  await answer(other);

  expect((await historyOf(bookings, one.id)).at(-1)).toMatchObject({ to: 'REJECTED', reason: 'VENUE_CLOSED' });
  expect((await historyOf(bookings, other.id)).at(-1)).toMatchObject({ to: 'REJECTED', reason: 'NOT_FOUND' });
});

test('answering again changes nothing, whatever became of the request', async () => {
  const venue = await knownVenue(bookings);
  const [held, rejected] = [await request(venue), await request(venue)];
  const [cancelled, declined] = [await request(venue), await request(venue)];
  await answer(held);
  await answer(rejected);
  await cancel(cancelled);
  await reject(declined);

  for (const each of [held, rejected, cancelled, declined]) await answer(each);

  const found = await Promise.all([held, rejected, cancelled, declined].map(({ id }) => find(id)));
  expect(found.map((booking) => [booking?.status, booking?.version])).toEqual([
    ['HELD', 2],
    ['REJECTED', 2],
    ['CANCELLED', 2],
    ['REJECTED', 2],
  ]);
});

test('a request that has lapsed is not answered any more, written down or not', async () => {
  const venue = await knownVenue(bookings);
  const [free, taken] = [await request(venue), await request(venue, { tableIds: venue.tableIds.slice(1) })];
  await book(venue, { tableIds: venue.tableIds.slice(1) });
  await bookings.platform.clock.advance(24 * 3_600_000);

  await answer(free);
  await answer(taken);

  expect(await historyOf(bookings, free.id)).toHaveLength(1);
  expect(await historyOf(bookings, taken.id)).toHaveLength(1);
});

test('nothing happens to what is no booking', async () => {
  const venue = await knownVenue(bookings);

  await expect(answer({ id: venue.id })).resolves.toBeUndefined();
});
