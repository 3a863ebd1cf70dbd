import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { openVenues } from '../testing/open-venues.ts';
import { roomsIn } from '../testing/rooms.ts';
import { createRoom } from './create-room.ts';
import { lookUpRoom } from './find-room.ts';
import { retireRoom } from './retire-room.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { change, newRoom, roomWithTables, tablesOf, tablesEverOf, combinationsOf } = roomsIn(venues);

test('a retired room takes its tables and combinations with it, and leaves the snapshot', async () => {
  const room = await roomWithTables('A', 'B');
  await change(room.id, { combinations: [{ labels: ['A', 'B'], minParty: 5, maxParty: 8 }] });
  const garden = await createRoom(venues.scope(), { input: { venueId: room.venueId, name: 'Garden' } });

  const retired = await retireRoom(venues.scope(), { id: room.id });

  expect(retired).toMatchObject({ id: room.id, layoutVersion: 4, retiredAt: expect.any(Temporal.Instant) });
  expect(await tablesOf(room.id)).toEqual([]);
  expect(await tablesEverOf(room.id)).toMatchObject([
    { label: 'A', retiredAt: expect.any(Temporal.Instant) },
    { label: 'B', retiredAt: expect.any(Temporal.Instant) },
  ]);
  expect(await combinationsOf(room.id)).toEqual([]);
  const snapshot = (await venues.snapshots(room.venueId)).at(-1);
  expect(snapshot).toMatchObject({ version: 6, event: { data: { rooms: [{ id: garden.id }] } } });
});

test('tables that were retired before keep their time', async () => {
  const room = await roomWithTables('A', 'B');
  const [a] = await tablesOf(room.id);
  await change(room.id, { retire: [String(a?.id)] });
  const [before] = await tablesEverOf(room.id);

  await retireRoom(venues.scope(), { id: room.id });

  expect((await tablesEverOf(room.id))[0]).toEqual(before);
});

test('an empty room can be retired', async () => {
  const room = await newRoom();

  await retireRoom(venues.scope(), { id: room.id, force: null });

  expect((await venues.snapshots(room.venueId)).at(-1)?.event.data.rooms).toEqual([]);
});

test('retiring a room twice is fine and counts once', async () => {
  const room = await roomWithTables('A');
  const first = await retireRoom(venues.scope(), { id: room.id });

  const second = await retireRoom(venues.scope(), { id: room.id });

  expect(second).toEqual(first);
  expect(await lookUpRoom(venues.scope(), room.id)).toMatchObject({ layoutVersion: 3, retiredAt: first.retiredAt });
  expect(await venues.snapshots(room.venueId)).toHaveLength(4);
});

test('only rooms in use count towards the most that a venue may have', async () => {
  const first = await newRoom();
  const another = () => createRoom(venues.scope(), { input: { venueId: first.venueId, name: 'Room' } });
  for (let count = 1; count < 50; count += 1) await another();
  await expect(another()).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['input', 'venueId'] });

  await retireRoom(venues.scope(), { id: first.id });

  expect(await another()).toMatchObject({ name: 'Room' });
});

test.each([newId(), 'hall', ''])('the room "%s" cannot be retired', async (id) => {
  const attempt = retireRoom(venues.scope(), { id });

  await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['id'] });
});
