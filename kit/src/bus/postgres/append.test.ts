import { expect, test } from 'vitest';
import type { Message } from '../bus.ts';
import { numbered, numberedFrom, numberOf } from '../contract/test-stream.ts';
import { groupingAppend } from './append.ts';

/** Appends in memory, and only when it is let. */
const slowStore = () => {
  const groups: number[][] = [];
  const gate = Promise.withResolvers<void>();
  const append = async (_stream: string, messages: readonly Message[]) => {
    groups.push(messages.map(numberOf));
    await gate.promise;
    if (messages.some((message) => numberOf(message) === 13)) throw new Error('unlucky');
    return messages.map((message) => numberOf(message) * 100);
  };
  return { groups, append, letGo: () => gate.resolve() };
};

test('calls that come during an append go together in the next one, each with its own sequences', async () => {
  const { groups, append, letGo } = slowStore();
  const grouping = groupingAppend(append);

  const first = grouping('S', numberedFrom('a', 1, 2));
  await expect.poll(() => groups).toHaveLength(1);
  const others = [grouping('S', numberedFrom('a', 3, 3)), grouping('S', numberedFrom('a', 4, 6))];
  letGo();

  expect(await Promise.all([first, ...others])).toEqual([[100, 200], [300], [400, 500, 600]]);
  expect(groups).toEqual([
    [1, 2],
    [3, 4, 5, 6],
  ]);
});

test('calls of one turn go together', async () => {
  const { groups, append, letGo } = slowStore();
  const grouping = groupingAppend(append);

  const calls = [1, 2, 3].map((number) => grouping('S', [numbered('a', number)]));
  letGo();

  expect(await Promise.all(calls)).toEqual([[100], [200], [300]]);
  expect(groups).toEqual([[1, 2, 3]]);
});

test('a call that fails fails alone', async () => {
  const { append, letGo } = slowStore();
  const grouping = groupingAppend(append);

  const calls = [1, 12, 13, 14].map((number) => grouping('S', [numbered('a', number)]));
  letGo();

  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

test('a group ends where it would grow too large, a large call stays whole', async () => {
  const { groups, append, letGo } = slowStore();
  const grouping = groupingAppend(append);

  const calls = [1, 2_000, 600, 300, 200].map((count) => grouping('S', numberedFrom('a', 20, 19 + count)));
  letGo();
  await Promise.all(calls);

  expect(groups.map((group) => group.length)).toEqual([1, 2_000, 900, 200]);
});

test('streams do not wait for each other', async () => {
  const { groups, append, letGo } = slowStore();
  const grouping = groupingAppend(append);

  const calls = [grouping('S', [numbered('a', 1)]), grouping('T', [numbered('b', 2)])];

  await expect.poll(() => groups).toEqual([[1], [2]]);
  letGo();
  await Promise.all(calls);
});
