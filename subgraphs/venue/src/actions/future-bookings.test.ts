import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { BookingSnapshot } from '../domain/upcoming-bookings.ts';
import { bookingOf } from '../testing/bookings.ts';
import { openVenues } from '../testing/open-venues.ts';
import { roomsIn } from '../testing/rooms.ts';
import { closeVenue } from './close-venue.ts';
import { createRoom } from './create-room.ts';
import { projectBooking } from './project-booking.ts';
import { retireRoom } from './retire-room.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { change, roomWithTables, tableIdsOf, combinationsOf } = roomsIn(venues);

const project = (booking: BookingSnapshot, version = 1) => projectBooking(venues.scope(), booking, version);

/** A room with the tables A, B and C; C is booked, and B with C once more and for longer. */
async function bookedRoom() {
  const room = await roomWithTables('A', 'B', 'C');
  const [a = '', b = '', c = ''] = await tableIdsOf(room.id);
  const { venueId } = room;
  const bookings = [
    bookingOf({ venueId, tableIds: [c] }),
    bookingOf({ venueId, tableIds: [b, c], endsAt: '2100-01-01T22:00:00Z' }),
  ];
  for (const booking of bookings) await project(booking);
  return { room, a, b, c, bookings };
}

test('a table that is booked is not retired, nor is any other with it', async () => {
  const { room, a, b, c } = await bookedRoom();

  const attempt = change(room.id, { retire: [a, c, b] });

  await expect(attempt).rejects.toMatchObject({
    code: 'HAS_FUTURE_BOOKINGS',
    inputPath: ['input', 'retire', '1'],
    details: { tableIds: [b, c].toSorted(), bookings: 2, until: '2100-01-01T22:00:00Z' },
  });
  expect(await tableIdsOf(room.id)).toEqual([a, b, c]);
  expect(await venues.snapshots(room.venueId)).toHaveLength(3);
});

test('only the bookings of the tables that would be retired are told', async () => {
  const { room, b } = await bookedRoom();

  const attempt = change(room.id, { retire: [b] });

  const details = { tableIds: [b], bookings: 1, until: '2100-01-01T22:00:00Z' };
  await expect(attempt).rejects.toMatchObject({ code: 'HAS_FUTURE_BOOKINGS', details });
});

test('a table that is not booked is retired beside others that are', async () => {
  const { room, a, b, c } = await bookedRoom();

  await change(room.id, { retire: [a] });

  expect(await tableIdsOf(room.id)).toEqual([b, c]);
});

test('with `force` a booked table is retired', async () => {
  const { room, a, b, c } = await bookedRoom();

  await change(room.id, { retire: [b, c], force: true });

  expect(await tableIdsOf(room.id)).toEqual([a]);
});

test('a retired table that is still booked can be named again', async () => {
  const { room, a, b, c } = await bookedRoom();
  await change(room.id, { retire: [c], force: true });

  await change(room.id, { retire: [c, a] });

  expect(await tableIdsOf(room.id)).toEqual([b]);
});

test('a booked table goes from one room to another only by leaving the one, which is refused', async () => {
  const { room, a, b, c } = await bookedRoom();
  const garden = await createRoom(venues.scope(), { input: { venueId: room.venueId, name: 'Garden' } });

  const moving = change(garden.id, { tables: [{ id: c, label: 'C', maxParty: 4 }], force: true });
  await expect(moving).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'tables', '0', 'id'] });
  const leaving = change(room.id, { retire: [c] });
  await expect(leaving).rejects.toMatchObject({ code: 'HAS_FUTURE_BOOKINGS' });

  expect(await tableIdsOf(room.id)).toEqual([a, b, c]);
  expect(await tableIdsOf(garden.id)).toEqual([]);
});

test('with `force` the combinations of a booked table go with it', async () => {
  const { room, c } = await bookedRoom();
  await change(room.id, { combinations: [{ labels: ['B', 'C'], minParty: 5, maxParty: 8 }] });
  const joined = await combinationsOf(room.id);

  await expect(change(room.id, { retire: [c] })).rejects.toMatchObject({ code: 'HAS_FUTURE_BOOKINGS' });
  expect(await combinationsOf(room.id)).toEqual(joined);
  await change(room.id, { retire: [c], force: true });

  expect(await combinationsOf(room.id)).toEqual([]);
});

test('what leaves booked tables in use is done without `force`: bookings that it goes against are flagged', async () => {
  const { room, a, b, c } = await bookedRoom();
  await change(room.id, { combinations: [{ labels: ['B', 'C'], minParty: 2, maxParty: 8 }] });

  await change(room.id, { tables: [{ id: b, maxParty: 1 }] });
  await change(room.id, { combinations: [{ labels: ['B', 'C'], minParty: 1, maxParty: 1 }] });
  await change(room.id, { combinations: null });
  await closeVenue(venues.scope(), { id: room.venueId });

  expect(await tableIdsOf(room.id)).toEqual([a, b, c]);
  expect((await venues.snapshots(room.venueId)).at(-1)).toMatchObject({
    version: 8,
    event: {
      data: { closed: true, rooms: [{ tables: [{ id: a }, { id: b, maxParty: 1 }, { id: c }], combinations: [] }] },
    },
  });
});

test('a table that is booked is not retired once its venue has closed', async () => {
  const { room, c } = await bookedRoom();
  await closeVenue(venues.scope(), { id: room.venueId });

  await expect(change(room.id, { retire: [c] })).rejects.toMatchObject({ code: 'HAS_FUTURE_BOOKINGS' });
  await expect(retireRoom(venues.scope(), { id: room.id })).rejects.toMatchObject({ code: 'HAS_FUTURE_BOOKINGS' });
});

test('a room whose booked tables were retired by `force` is empty, and is retired without', async () => {
  const { room, b, c } = await bookedRoom();
  await change(room.id, { retire: [b, c], force: true });

  const retired = await retireRoom(venues.scope(), { id: room.id });

  expect(retired.retiredAt).toBeInstanceOf(Temporal.Instant);
});

test('a room with a booked table is not retired', async () => {
  const { room, a, b, c } = await bookedRoom();

  const attempt = retireRoom(venues.scope(), { id: room.id });

  await expect(attempt).rejects.toMatchObject({
    code: 'HAS_FUTURE_BOOKINGS',
    inputPath: ['id'],
    details: { tableIds: [b, c].toSorted(), bookings: 2, until: '2100-01-01T22:00:00Z' },
  });
  expect(await tableIdsOf(room.id)).toEqual([a, b, c]);
  expect(await venues.snapshots(room.venueId)).toHaveLength(3);
});

test('with `force` a room with a booked table is retired', async () => {
  const { room } = await bookedRoom();

  const retired = await retireRoom(venues.scope(), { id: room.id, force: true });

  expect(retired.retiredAt).toBeInstanceOf(Temporal.Instant);
  expect(await tableIdsOf(room.id)).toEqual([]);
});

test.each<[string, Partial<BookingSnapshot>]>([
  ['are over', { status: 'CANCELLED', over: true }],
  ['moved to another table', { tableIds: [newId()] }],
  ['lost their table and are requests again', { status: 'REQUESTED' }],
  ['are moved into the past', { endsAt: '2020-01-01T20:00:00Z' }],
])('once its bookings %s a table is retired', async (_case, given) => {
  const { room, a, b, c, bookings } = await bookedRoom();

  for (const booking of bookings) await project({ ...booking, ...given }, 2);
  await change(room.id, { retire: [b, c] });

  expect(await tableIdsOf(room.id)).toEqual([a]);
});

test.each(['HELD', 'PENDING_PAYMENT', 'CONFIRMED', 'SEATED'] as const)(
  'a booking that is %s counts',
  async (status) => {
    const room = await roomWithTables('A');
    const tableIds = await tableIdsOf(room.id);
    await project(bookingOf({ venueId: room.venueId, tableIds, status }));

    const attempt = change(room.id, { retire: tableIds });

    await expect(attempt).rejects.toMatchObject({ code: 'HAS_FUTURE_BOOKINGS' });
  },
);
