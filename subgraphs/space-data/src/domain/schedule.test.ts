import { expect, test } from 'vitest';
import { at } from '../testing/instants.ts';
import { afterFailure, freshnessOf } from './schedule.ts';

const schedule = {
  everySeconds: 120,
  leastSeconds: 10,
  leaseSeconds: 60,
  opensAfter: 3,
  longestWaitSeconds: 100,
  freshSeconds: 300,
  usableSeconds: 3_600,
};

test.each([
  [1, 'CLOSED', 10],
  [2, 'CLOSED', 10],
  [3, 'OPEN', 10],
  [4, 'OPEN', 20],
  [6, 'OPEN', 80],
  [7, 'OPEN', 100],
  [10_000, 'OPEN', 100],
] as const)('failure %i in a row leaves the breaker %s for %i seconds', (failures, breaker, waitSeconds) => {
  expect(afterFailure(failures, schedule)).toEqual({ breaker, waitSeconds });
});

test('the least time between two askings counts even where the longest wait is shorter', () => {
  expect(afterFailure(9, { ...schedule, longestWaitSeconds: 1 }).waitSeconds).toBe(10);
});

test.each([
  [5, 10],
  [500, 500],
  [1e9, 86_400],
])('a source that wants to be left alone for %d seconds is, for %d', (retryAfterSeconds, waitSeconds) => {
  expect(afterFailure(1, schedule, retryAfterSeconds).waitSeconds).toBe(waitSeconds);
});

test.each([
  ['2026-05-01T00:05:00Z', 'FRESH'],
  ['2026-05-01T00:05:01Z', 'STALE'],
  ['2026-05-01T01:00:00Z', 'STALE'],
  ['2026-05-01T01:00:01Z', 'EXPIRED'],
])('what was given at midnight is at %s %s', (now, freshness) => {
  expect(freshnessOf(at('2026-05-01T00:00:00Z'), at(now), schedule)).toBe(freshness);
});

test('a source that never gave anything has expired', () => {
  expect(freshnessOf(undefined, at('2026-05-01T00:00:00Z'), schedule)).toBe('EXPIRED');
});
