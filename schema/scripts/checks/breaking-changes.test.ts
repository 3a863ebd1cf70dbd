import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { Right } from '../../src/rights.ts';
import { breakingChanges, declaredChanges, narrowedRights, undeclared } from './breaking-changes.ts';

const before = buildSchema('type Query { room: Int table: Int }');
const without = buildSchema('type Query { room: Int }');
const change = 'Query.table was removed.';

test('a field that is gone breaks clients', () => {
  expect(breakingChanges(before, without)).toEqual([change]);
});

test('a declared change is allowed, and only that one', () => {
  const declared = [{ change, reason: 'Nobody used it.' }];
  const emptier = buildSchema('type Query { table2: Int }');

  expect(undeclared(breakingChanges(before, without), declared)).toEqual([]);
  expect(undeclared(breakingChanges(before, emptier), declared)).toEqual(['Query.room was removed.']);
});

test('an addition breaks nothing', () => {
  expect(breakingChanges(without, before)).toEqual([]);
});

test('a declaration needs a reason', () => {
  expect(declaredChanges.safeParse([{ change, reason: '' }]).success).toBe(false);
});

test.for<[before: Right, after: Right]>([
  ['PUBLIC', []],
  ['PUBLIC', [['a']]],
  [[], [['a']]],
  [[['a', 'b']], [['a']]],
  [[['a']], [['a'], ['b']]],
])('who may not see any more what %j let them see is told about %j', ([was, is]) => {
  expect(narrowedRights(new Map([['Room.name', was]]), new Map([['Room.name', is]]))).toEqual([
    'Room.name needs more rights than before.',
  ]);
});

test.for<[before: Right | undefined, after: Right]>([
  [undefined, [['a']]],
  [[['a']], 'PUBLIC'],
  [[['a'], ['b']], [['b']]],
  [[['a']], [['a', 'b']]],
  [[['a']], []],
])('who could see it with %j can with %j', ([was, is]) => {
  expect(narrowedRights(new Map([['Room.name', was]]), new Map([['Room.name', is]]))).toEqual([]);
});
