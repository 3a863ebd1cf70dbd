import { accept } from '@constellation/kit/input';
import { expect, test } from 'vitest';
import { combine, newCombination } from './table-combination.ts';

const tables = ['A', 'B', 'C'].map((label) => ({ id: `id-${label}`, label }));

const joining = (...labels: string[]) => ({ labels, minParty: 4, maxParty: 8, priority: 1 });

const refusal = (...path: string[]) =>
  expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', ...path] });

test('labels become the tables they name', () => {
  const [combination] = combine(tables, [joining('A', 'C')]);

  expect(combination).toEqual({ tables: ['id-A', 'id-C'], minParty: 4, maxParty: 8, priority: 1 });
});

test.each([
  ['an unknown label', [joining('A', 'X')], ['0', 'labels', '1']],
  ['one table twice', [joining('A', 'A')], ['0', 'labels', '1']],
  ['the same tables a second time', [joining('A', 'B'), joining('B', 'A')], ['1', 'labels']],
])('%s is refused', (_case, combinations, path) => {
  expect(() => combine(tables, combinations)).toThrow(refusal('combinations', ...path));
});

test.each([
  ['a single table', joining('A'), 'labels'],
  ['eleven tables', joining('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'), 'labels'],
  ['fewer at most than at least', { ...joining('A', 'B'), minParty: 9 }, 'minParty'],
  ['no people', { ...joining('A', 'B'), minParty: 0 }, 'minParty'],
  ['more than a thousand people', { ...joining('A', 'B'), maxParty: 1_001 }, 'maxParty'],
])('a combination of %s is refused', (_case, combination, field) => {
  expect(() => accept(newCombination, combination)).toThrow(refusal(field));
});
