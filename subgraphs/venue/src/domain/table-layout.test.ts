import { expect, test } from 'vitest';
import { arrange } from './table-layout.ts';
import type { PlacedTable, TableChange } from './table.ts';

const table = (id: string, given: Partial<PlacedTable> = {}): PlacedTable => ({
  id,
  label: id.toUpperCase(),
  minParty: 2,
  maxParty: 4,
  zone: 'Terrace',
  x: 1,
  y: 2,
  rotation: 90,
  shape: 'ROUND',
  ...given,
});

const change = (tables: readonly PlacedTable[], ...changes: TableChange[]) => {
  let made = 0;
  return arrange({ width: 10, height: 5, tables }, changes, () => `new-${++made}`);
};

const refusal = (code: string, ...path: string[]) =>
  expect.objectContaining({ code, inputPath: ['input', 'tables', ...path] });

test('a new table gets an id, and one seat and the upper left corner unless more is said', () => {
  const tables = change([], { label: 'T1', maxParty: 4 });

  const expected = { minParty: 1, maxParty: 4, zone: null, x: 0, y: 0, rotation: 0, shape: 'SQUARE' };
  expect(tables).toEqual([{ id: 'new-1', label: 'T1', ...expected }]);
});

test('a change touches only what it names', () => {
  const [moved, other] = change([table('a'), table('b')], { id: 'a', x: 3 });

  expect(moved).toEqual(table('a', { x: 3 }));
  expect(other).toEqual(table('b'));
});

test('null takes a table out of its zone', () => {
  const [cleared] = change([table('a')], { id: 'a', zone: null });

  expect(cleared?.zone).toBeNull();
});

test('two tables may swap their labels, and a new one may take a label that gets free', () => {
  const changes = [
    { id: 'a', label: 'B' },
    { id: 'b', label: 'C' },
    { label: 'A', maxParty: 2 },
  ];

  const tables = change([table('a'), table('b')], ...changes);

  expect(tables.map(({ label }) => label)).toEqual(['B', 'C', 'A']);
});

test.each<[string, TableChange[], string, string[]]>([
  ['without a label', [{ maxParty: 2 }], 'INVALID_INPUT', ['0', 'label']],
  ['without seats', [{ label: 'T1' }], 'INVALID_INPUT', ['0', 'maxParty']],
  [
    'with the label of another',
    [
      { label: 'T1', maxParty: 2 },
      { label: 'A', maxParty: 2 },
    ],
    'DUPLICATE_LABEL',
    ['1', 'label'],
  ],
  [
    'with the label of another new one',
    [
      { label: 'T1', maxParty: 2 },
      { label: 'T1', maxParty: 2 },
    ],
    'DUPLICATE_LABEL',
    ['1', 'label'],
  ],
  ['for fewer at most than at least', [{ label: 'T1', minParty: 3, maxParty: 2 }], 'INVALID_INPUT', ['0', 'minParty']],
  ['right of the room', [{ label: 'T1', maxParty: 2, x: 10.1 }], 'INVALID_INPUT', ['0', 'x']],
  ['below the room', [{ label: 'T1', maxParty: 2, y: 5.1 }], 'INVALID_INPUT', ['0', 'y']],
])('a new table %s is refused', (_case, changes, code, path) => {
  expect(() => change([table('a')], ...changes)).toThrow(refusal(code, ...path));
});

test.each<[string, TableChange[], string, string[]]>([
  ['of a table of another room', [{ id: 'b', x: 1 }], 'NOT_FOUND', ['0', 'id']],
  [
    'of one table in two entries',
    [
      { id: 'a', x: 1 },
      { id: 'a', y: 1 },
    ],
    'INVALID_INPUT',
    ['1', 'id'],
  ],
  ['that raises minParty above maxParty', [{ id: 'a', minParty: 5 }], 'INVALID_INPUT', ['0', 'minParty']],
  ['that takes the label of another', [{ id: 'a', label: 'C' }], 'DUPLICATE_LABEL', ['0', 'label']],
])('a change %s is refused', (_case, changes, code, path) => {
  expect(() => change([table('a'), table('c')], ...changes)).toThrow(refusal(code, ...path));
});

test('a room takes 500 tables and not one more', () => {
  const full = Array.from({ length: 499 }, (_, index) => table(`t${index}`));

  expect(change(full, { label: 'Last', maxParty: 2 })).toHaveLength(500);
  expect(() => change(full, { label: 'Last', maxParty: 2 }, { label: 'More', maxParty: 2 })).toThrow(
    refusal('INVALID_INPUT'),
  );
});
