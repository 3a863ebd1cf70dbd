import { expect, test } from 'vitest';
import { openBacklog } from './backlog.ts';

const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1_000);
const redelivery = (sequence: number, dueSecond: number) => ({ sequence, attempts: 1, dueAt: at(dueSecond) });

test('redeliveries come when they are due, the first due first', () => {
  const backlog = openBacklog([redelivery(7, 30), redelivery(8, 10)]);
  backlog.add(redelivery(9, 20));

  const taken = [9, 10, 10, 25, 40, 40].map((second) => backlog.takeDue(at(second))?.sequence);

  expect(taken).toEqual([undefined, 8, undefined, 9, 7, undefined]);
});

test('of those due at the same time the older event comes first', () => {
  const backlog = openBacklog([redelivery(3, 10)]);
  backlog.add(redelivery(1, 10));
  backlog.add(redelivery(2, 10));

  const taken = [1, 2, 3].map(() => backlog.takeDue(at(10))?.sequence);

  expect(taken).toEqual([1, 2, 3]);
});

test('it tells how long the first one has to wait', () => {
  const backlog = openBacklog([]);
  const before = backlog.restMs(at(5));

  backlog.add(redelivery(1, 8));

  expect(before).toBe(Infinity);
  expect(backlog.restMs(at(5))).toBe(3_000);
  expect(backlog.restMs(at(9))).toBe(0);
});
