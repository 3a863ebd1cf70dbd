import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { LayoutChange } from '../domain/table-layout.ts';
import { openVenues } from '../testing/open-venues.ts';
import { roomsIn } from '../testing/rooms.ts';
import { retireRoom } from './retire-room.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { change, roomWithTables, tablesOf, tablesEverOf, tableIdsOf, combinationsOf } = roomsIn(venues);

const labelsOf = async (roomId: string) => (await tablesOf(roomId)).map(({ label }) => label);

test('a retired table is no longer among those in use nor in the snapshot, and is remembered with its time', async () => {
  const room = await roomWithTables('A', 'B');
  const [a = '', b = ''] = await tableIdsOf(room.id);

  const changed = await change(room.id, { retire: [a] });

  expect(changed.layoutVersion).toBe(3);
  expect(await tableIdsOf(room.id)).toEqual([b]);
  expect(await tablesEverOf(room.id)).toMatchObject([
    { id: a, label: 'A', retiredAt: expect.any(Temporal.Instant) },
    { id: b, label: 'B', retiredAt: null },
  ]);
  const snapshots = await venues.snapshots(room.venueId);
  expect(snapshots.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  expect(snapshots.at(-1)?.event.data.rooms).toMatchObject([{ id: room.id, tables: [{ id: b }] }]);
});

test('one change retires a table, gives its label to a new one and another label to a third', async () => {
  const room = await roomWithTables('A', 'B');
  const [a = '', b = ''] = await tableIdsOf(room.id);

  await change(room.id, {
    retire: [a],
    tables: [
      { id: b, label: 'C' },
      { label: 'A', maxParty: 2 },
    ],
  });

  expect(await tablesOf(room.id)).toMatchObject([
    { label: 'A', maxParty: 2 },
    { id: b, label: 'C' },
  ]);
  expect((await tablesEverOf(room.id)).map(({ label }) => label)).toEqual(['A', 'A', 'C']);
});

test('any number of retired tables may have had one label', async () => {
  const room = await roomWithTables('A');
  for (let time = 0; time < 3; time += 1)
    await change(room.id, { retire: await tableIdsOf(room.id), tables: [{ label: 'A', maxParty: 2 }] });

  expect(await labelsOf(room.id)).toEqual(['A']);
  expect(await tablesEverOf(room.id)).toHaveLength(4);
});

test('combinations with a retired table go, the others stay', async () => {
  const room = await roomWithTables('A', 'B', 'C');
  const [a = ''] = await tableIdsOf(room.id);
  const party = { minParty: 5, maxParty: 8 };
  const combined = ['A B', 'B C', 'C A B'].map((labels) => ({ labels: labels.split(' '), ...party }));
  await change(room.id, { combinations: combined });

  await change(room.id, { retire: [a] });

  expect(await combinationsOf(room.id)).toEqual([{ labels: ['B', 'C'], ...party, priority: 0 }]);
  const snapshot = (await venues.snapshots(room.venueId)).at(-1);
  expect(snapshot?.event.data.rooms[0]?.combinations).toHaveLength(1);
});

test('combinations that are given replace all, and may name the new table of a retired label', async () => {
  const room = await roomWithTables('A', 'B', 'C');
  const [a = ''] = await tableIdsOf(room.id);
  await change(room.id, { combinations: [{ labels: ['B', 'C'], minParty: 5, maxParty: 8 }] });

  await change(room.id, {
    retire: [a],
    tables: [{ label: 'A', maxParty: 6 }],
    combinations: [{ labels: ['A', 'B'], minParty: 5, maxParty: 10 }],
  });

  expect(await combinationsOf(room.id)).toMatchObject([{ labels: ['A', 'B'], maxParty: 10 }]);
});

test('retiring a retired table changes nothing for it', async () => {
  const room = await roomWithTables('A', 'B');
  const [a = '', b = ''] = await tableIdsOf(room.id);
  await change(room.id, { retire: [a] });
  const before = await tablesEverOf(room.id);

  await change(room.id, { retire: [a, b] });

  const [first, second] = await tablesEverOf(room.id);
  expect(first).toEqual(before[0]);
  expect(second?.retiredAt).toBeInstanceOf(Temporal.Instant);
});

test('null retires nothing', async () => {
  const room = await roomWithTables('A');

  await change(room.id, { retire: null, force: null });

  expect(await labelsOf(room.id)).toEqual(['A']);
});

test('only tables in use count towards the most that a room may have', async () => {
  const labels = Array.from({ length: 500 }, (_, index) => `T${index}`);
  const room = await roomWithTables(...labels);
  const [first = ''] = await tableIdsOf(room.id);
  const more = { tables: [{ label: 'More', maxParty: 2 }] };

  await expect(change(room.id, more)).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['input', 'tables'] });
  await change(room.id, { ...more, retire: [first] });

  expect(await tablesOf(room.id)).toHaveLength(500);
});

type Change = (a: string, gone: string) => Omit<LayoutChange, 'roomId'>;

test.each<[string, Change, string, string[]]>([
  ['a table named twice', (a) => ({ retire: [a, a] }), 'INVALID_INPUT', ['retire', '1']],
  [
    'a table that is changed as well',
    (a) => ({ tables: [{ id: a, x: 1 }], retire: [a] }),
    'INVALID_INPUT',
    ['retire', '0'],
  ],
  [
    'a retired table that is changed as well',
    (_, gone) => ({ tables: [{ id: gone, x: 1 }], retire: [gone] }),
    'INVALID_INPUT',
    ['retire', '0'],
  ],
  ['a table that does not exist', (a) => ({ retire: [a, newId()] }), 'NOT_FOUND', ['retire', '1']],
  ['what is no id', () => ({ retire: ['A'] }), 'NOT_FOUND', ['retire', '0']],
  ['501 tables', () => ({ retire: Array.from({ length: 501 }, newId) }), 'INVALID_INPUT', ['retire']],
  [
    'a table, and naming it in a combination',
    (a) => ({ retire: [a], combinations: [{ labels: ['A', 'B'], minParty: 5, maxParty: 8 }] }),
    'INVALID_INPUT',
    ['combinations', '0', 'labels', '0'],
  ],
  [
    'a table, when the layout is another by now',
    (a) => ({ retire: [a], expectedVersion: 1 }),
    'STALE_VERSION',
    ['expectedVersion'],
  ],
])('retiring %s is refused, and nothing is retired', async (_case, given, code, path) => {
  const room = await roomWithTables('A', 'B', 'Gone');
  const [a = '', , gone = ''] = await tableIdsOf(room.id);
  await change(room.id, { retire: [gone] });

  const attempt = change(room.id, given(a, gone));

  await expect(attempt).rejects.toMatchObject({ code, inputPath: ['input', ...path] });
  expect(await labelsOf(room.id)).toEqual(['A', 'B']);
  expect(await venues.snapshots(room.venueId)).toHaveLength(4);
});

test('a table of another room cannot be retired', async () => {
  const [room, other] = [await roomWithTables('A'), await roomWithTables('A')];

  const attempt = change(room.id, { retire: await tableIdsOf(other.id) });

  await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'retire', '0'] });
  expect(await labelsOf(other.id)).toEqual(['A']);
});

test('a retired table cannot be changed', async () => {
  const room = await roomWithTables('A');
  const [a = ''] = await tableIdsOf(room.id);
  await change(room.id, { retire: [a] });

  const attempt = change(room.id, { tables: [{ id: a, x: 1 }] });

  await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'tables', '0', 'id'] });
});

test('the layout of a retired room cannot be changed', async () => {
  const room = await roomWithTables('A');
  await retireRoom(venues.scope(), { id: room.id });

  const attempt = change(room.id, { tables: [{ label: 'B', maxParty: 2 }], expectedVersion: 1 });

  await expect(attempt).rejects.toMatchObject({ code: 'ROOM_RETIRED', inputPath: ['input', 'roomId'] });
  expect(await tablesEverOf(room.id)).toHaveLength(1);
});
