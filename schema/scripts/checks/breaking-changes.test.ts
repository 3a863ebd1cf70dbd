import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { declaredChanges, undeclaredChanges } from './breaking-changes.ts';

const before = buildSchema('type Query { room: Int table: Int }');
const without = buildSchema('type Query { room: Int }');
const change = 'Query.table was removed.';

test('a field that is gone breaks clients', () => {
  expect(undeclaredChanges(before, without, [])).toEqual([change]);
});

test('a declared change is allowed, and only that one', () => {
  const declared = [{ change, reason: 'Nobody used it.' }];
  const emptier = buildSchema('type Query { table2: Int }');

  expect(undeclaredChanges(before, without, declared)).toEqual([]);
  expect(undeclaredChanges(before, emptier, declared)).toEqual(['Query.room was removed.']);
});

test('an addition breaks nothing', () => {
  expect(undeclaredChanges(without, before, [])).toEqual([]);
});

test('a declaration needs a reason', () => {
  expect(declaredChanges.safeParse([{ change, reason: '' }]).success).toBe(false);
});
