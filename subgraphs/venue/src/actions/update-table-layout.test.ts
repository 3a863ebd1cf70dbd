import { firstRow, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { LayoutChange } from '../domain/table-layout.ts';
import { openVenues } from '../testing/open-venues.ts';
import { roomsIn } from '../testing/rooms.ts';
import { createRoom } from './create-room.ts';
import { updateTableLayout } from './update-table-layout.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { newRoom, change, roomWithTables, tablesOf, combinationsOf } = roomsIn(venues);

test('tables come by label as people count', async () => {
  const room = await roomWithTables('T10', 'T2', 'T1');

  expect((await tablesOf(room.id)).map(({ label }) => label)).toEqual(['T1', 'T2', 'T10']);
});

test('one change adds, moves and resizes tables and counts the layout and the venue on by one', async () => {
  const room = await roomWithTables('A', 'B');
  const [a, b] = await tablesOf(room.id);

  const changed = await change(room.id, {
    tables: [
      { id: a?.id, x: 3, y: 4, zone: 'Bar' },
      { id: b?.id, maxParty: 8 },
      { label: 'C', maxParty: 2 },
    ],
  });

  expect(changed.layoutVersion).toBe(3);
  expect(await tablesOf(room.id)).toMatchObject([
    { id: a?.id, label: 'A', maxParty: 4, x: 3, y: 4, zone: 'Bar' },
    { id: b?.id, label: 'B', maxParty: 8, x: 0, y: 0, zone: null },
    { label: 'C', minParty: 1, maxParty: 2 },
  ]);
  expect((await venues.snapshots(room.venueId)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
});

test('two tables swap their labels', async () => {
  const room = await roomWithTables('A', 'B');
  const [a, b] = await tablesOf(room.id);

  await change(room.id, {
    tables: [
      { id: a?.id, label: 'B' },
      { id: b?.id, label: 'A' },
    ],
  });

  expect((await tablesOf(room.id)).map(({ id }) => id)).toEqual([b?.id, a?.id]);
});

test('combinations are replaced when given and stay when left out', async () => {
  const room = await roomWithTables('A', 'B');
  await change(room.id, { combinations: [{ labels: ['A', 'B'], minParty: 5, maxParty: 8 }] });
  await change(room.id, { tables: [{ label: 'C', maxParty: 4 }] });
  const before = await combinationsOf(room.id);

  await change(room.id, { combinations: [{ labels: ['B', 'C'], minParty: 6, maxParty: 7, priority: 2 }] });

  expect(before).toEqual([{ labels: ['A', 'B'], minParty: 5, maxParty: 8, priority: 0 }]);
  expect(await combinationsOf(room.id)).toEqual([{ labels: ['B', 'C'], minParty: 6, maxParty: 7, priority: 2 }]);
});

test('null takes all combinations away', async () => {
  const room = await roomWithTables('A', 'B');
  await change(room.id, { combinations: [{ labels: ['A', 'B'], minParty: 5, maxParty: 8 }] });

  await change(room.id, { combinations: null });

  expect(await combinationsOf(room.id)).toEqual([]);
});

test('the snapshot shows the whole venue as the same transaction left it', async () => {
  const room = await newRoom();

  await change(room.id, {
    tables: [
      { label: 'A', maxParty: 2 },
      { label: 'B', minParty: 2, maxParty: 4 },
    ],
    combinations: [{ labels: ['A', 'B'], minParty: 3, maxParty: 6, priority: 1 }],
  });

  const [a, b] = await tablesOf(room.id);
  const tableIds = [String(a?.id), String(b?.id)].toSorted();
  const row = await firstRow(
    venues.scope().em,
    sql<{ xmin: string }>`select xmin::text from tables where id = ${a?.id}`,
  );
  const snapshot = (await venues.snapshots(room.venueId)).at(-1);
  expect(snapshot?.xmin).toBe(row?.xmin);
  expect(snapshot?.event.data.rooms).toEqual([
    {
      id: room.id,
      name: 'Hall',
      tables: [
        { id: a?.id, label: 'A', minParty: 1, maxParty: 2 },
        { id: b?.id, label: 'B', minParty: 2, maxParty: 4 },
      ],
      combinations: [{ tableIds, minParty: 3, maxParty: 6, priority: 1 }],
    },
  ]);
});

test('of twenty changes at once that expect one version, one is done and the others are told the new version', async () => {
  const room = await newRoom();
  const inputs = Array.from({ length: 20 }, (_, index) => ({
    tables: [{ label: `T${index}`, maxParty: 2 }],
    expectedVersion: 1,
  }));

  const outcomes = await Promise.allSettled(inputs.map((input) => change(room.id, input)));

  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  const stale = { code: 'STALE_VERSION', inputPath: ['input', 'expectedVersion'], details: { version: 2 } };
  expect(refusals).toEqual(Array.from({ length: 19 }, () => expect.objectContaining(stale)));
  expect(await tablesOf(room.id)).toHaveLength(1);
});

test('of twenty tables added at once under one label one is there', async () => {
  const room = await newRoom();

  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => change(room.id, { tables: [{ label: 'A', maxParty: 2 }] })),
  );

  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refusals).toEqual(Array.from({ length: 19 }, () => expect.objectContaining({ code: 'DUPLICATE_LABEL' })));
  expect(await tablesOf(room.id)).toHaveLength(1);
});

test('a change sees what others changed since the same request asked before', async () => {
  const room = await newRoom();
  const scope = venues.scope();
  await updateTableLayout(scope, { input: { roomId: room.id, tables: [{ label: 'A', maxParty: 2 }] } });
  const [a] = await tablesOf(room.id);
  await change(room.id, { tables: [{ id: a?.id, label: 'B' }] });

  await updateTableLayout(scope, { input: { roomId: room.id, tables: [{ label: 'A', maxParty: 4 }] } });

  expect(await tablesOf(room.id)).toMatchObject([
    { label: 'A', maxParty: 4 },
    { label: 'B', maxParty: 2 },
  ]);
});

test('changes of two rooms of a venue at once all get through', async () => {
  const one = await newRoom();
  const other = await createRoom(venues.scope(), { input: { venueId: one.venueId, name: 'Garden' } });
  const rooms = Array.from({ length: 10 }, (_, index) => (index % 2 ? one : other));

  await Promise.all(rooms.map(({ id }, index) => change(id, { tables: [{ label: `T${index}`, maxParty: 2 }] })));

  expect(await tablesOf(one.id)).toHaveLength(5);
  expect(await tablesOf(other.id)).toHaveLength(5);
  expect(await venues.snapshots(one.venueId)).toHaveLength(13);
});

test.each<[string, Omit<LayoutChange, 'roomId'>, string, string[]]>([
  [
    'a good table and a bad one',
    {
      tables: [
        { label: 'B', maxParty: 2 },
        { label: 'A', maxParty: 2 },
      ],
    },
    'DUPLICATE_LABEL',
    ['tables', '1', 'label'],
  ],
  [
    'a good table and a bad combination',
    { tables: [{ label: 'B', maxParty: 2 }], combinations: [{ labels: ['A', 'X'], minParty: 1, maxParty: 2 }] },
    'INVALID_INPUT',
    ['combinations', '0', 'labels', '1'],
  ],
  [
    'a label of 10 000 characters',
    { tables: [{ label: 'x'.repeat(10_000), maxParty: 2 }] },
    'INVALID_INPUT',
    ['tables', '0', 'label'],
  ],
  ['a label that is taken away', { tables: [{ id: 'any', label: null }] }, 'INVALID_INPUT', ['tables', '0', 'label']],
  ['a table for nobody', { tables: [{ label: 'B', maxParty: 0 }] }, 'INVALID_INPUT', ['tables', '0', 'maxParty']],
  [
    'a table at no place',
    { tables: [{ label: 'B', maxParty: 2, x: Number.NaN }] },
    'INVALID_INPUT',
    ['tables', '0', 'x'],
  ],
  [
    '501 tables',
    { tables: Array.from({ length: 501 }, (_, index) => ({ label: `T${index}`, maxParty: 2 })) },
    'INVALID_INPUT',
    ['tables'],
  ],
  [
    'an unknown table',
    { tables: [{ id: '01900000-0000-7000-8000-000000000009', x: 1 }] },
    'NOT_FOUND',
    ['tables', '0', 'id'],
  ],
])('%s: nothing of the change is done', async (_case, input, code, path) => {
  const room = await roomWithTables('A');

  const attempt = change(room.id, input);

  await expect(attempt).rejects.toMatchObject({ code, inputPath: ['input', ...path] });
  expect((await tablesOf(room.id)).map(({ label }) => label)).toEqual(['A']);
  expect(await venues.snapshots(room.venueId)).toHaveLength(3);
});

test.each(['01900000-0000-7000-8000-000000000009', 'hall', ''])(
  'a change of the room "%s" is refused',
  async (roomId) => {
    await expect(change(roomId, {})).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'roomId'] });
  },
);
