import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { RoomChange } from '../domain/room.ts';
import { openVenues } from '../testing/open-venues.ts';
import { roomsIn } from '../testing/rooms.ts';
import { lookUpRoom } from './find-room.ts';
import { retireRoom } from './retire-room.ts';
import { updateRoom } from './update-room.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { change, newRoom, roomWithTables, tableIdsOf } = roomsIn(venues);

const update = (id: string, given: Omit<RoomChange, 'id'>) => updateRoom(venues.scope(), { input: { id, ...given } });

/** A room of 10 by 5 metres with tables at 4 and 3 metres. */
async function roomWithTableInside() {
  const room = await newRoom();
  await change(room.id, {
    tables: [
      { label: 'A', maxParty: 2, x: 4, y: 1 },
      { label: 'B', maxParty: 2, x: 1, y: 3 },
    ],
  });
  return room;
}

test('a new name is in the snapshot and no other version of the layout', async () => {
  const room = await roomWithTables('A');

  const renamed = await update(room.id, { name: '  Great Hall ' });

  expect(renamed).toMatchObject({ name: 'Great Hall', width: 10, height: 5, layoutVersion: 2 });
  expect(await lookUpRoom(venues.scope(), room.id)).toEqual(renamed);
  const snapshots = await venues.snapshots(room.venueId);
  expect(snapshots.at(-1)).toMatchObject({ version: 4, event: { data: { rooms: [{ name: 'Great Hall' }] } } });
});

test('another size is another version of the layout', async () => {
  const room = await newRoom();

  const resized = await update(room.id, { width: 12.5 });

  expect(resized).toMatchObject({ name: 'Hall', width: 12.5, height: 5, layoutVersion: 2 });
});

test('the same size again is the same version of the layout', async () => {
  const room = await newRoom();

  const same = await update(room.id, { width: 10, height: 5 });

  expect(same.layoutVersion).toBe(1);
});

test('a room can shrink until a table stands at its edge', async () => {
  const room = await roomWithTableInside();

  const shrunk = await update(room.id, { width: 4, height: 3 });

  expect(shrunk).toMatchObject({ width: 4, height: 3, layoutVersion: 3 });
});

test('a retired table does not keep a room from shrinking', async () => {
  const room = await roomWithTableInside();
  await change(room.id, { retire: await tableIdsOf(room.id) });

  const shrunk = await update(room.id, { width: 1, height: 1 });

  expect(shrunk).toMatchObject({ width: 1, height: 1 });
});

test.each<[string, Omit<RoomChange, 'id'>, string]>([
  ['a width that leaves a table outside', { name: 'Hut', width: 3.9 }, 'width'],
  ['a height that leaves a table outside', { name: 'Hut', height: 2.9 }, 'height'],
  ['a size that is taken away', { name: 'Hut', width: null }, 'width'],
  ['a name that is taken away', { name: null, width: 20 }, 'name'],
  ['a name of 201 characters', { name: 'x'.repeat(201) }, 'name'],
  ['a room of more than a kilometre', { height: 1_001 }, 'height'],
])('%s is refused, and the room stays as it is', async (_case, given, field) => {
  const room = await roomWithTableInside();
  const before = await lookUpRoom(venues.scope(), room.id);

  const attempt = update(room.id, given);

  await expect(attempt).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['input', field] });
  expect(await lookUpRoom(venues.scope(), room.id)).toEqual(before);
  expect(await venues.snapshots(room.venueId)).toHaveLength(3);
});

test('a retired room cannot be changed', async () => {
  const room = await newRoom();
  await retireRoom(venues.scope(), { id: room.id });

  const attempt = update(room.id, { name: 'Ruin' });

  await expect(attempt).rejects.toMatchObject({ code: 'ROOM_RETIRED', inputPath: ['input', 'id'] });
});

test.each([newId(), 'hall', ''])('a change of the room "%s" is refused', async (id) => {
  await expect(update(id, { name: 'Hall' })).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'id'] });
});
