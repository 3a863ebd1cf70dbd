import { expect, test } from 'vitest';
import { at } from '../testing/instants.ts';
import { judgeElements } from './freshness.ts';

const epoch = at('2026-10-01T00:00:00Z');

test.each([
  ['2026-10-01T06:00:00Z', 'FRESH'],
  ['2026-10-01T06:00:01Z', 'STALE'],
  ['2026-10-15T00:00:00Z', 'STALE'],
  ['2026-10-15T00:00:01Z', 'EXPIRED'],
])('elements of the first of October that nobody fetched are at %s %s', (moment, freshness) => {
  expect(judgeElements({ epoch }, at(moment), at(moment)).freshness).toBe(freshness);
});

test('elements are fresh for six hours after they were fetched, however long it took to publish them', () => {
  const determined = { epoch, fetchedAt: at('2026-10-02T00:00:00Z') };
  const judgedAt = (now: string) => judgeElements(determined, at('2026-10-04T00:00:00Z'), at(now));

  expect(judgedAt('2026-10-02T06:00:00Z')).toEqual({ freshness: 'FRESH' });
  expect(judgedAt('2026-10-02T06:00:01Z')).toEqual({ freshness: 'STALE', staleSince: at('2026-10-02T06:00:00Z') });
});

test.each(['2026-09-16T23:59:59Z', '2026-10-15T00:00:01Z'])(
  'for %s, more than 14 days from their epoch, even fresh elements have expired',
  (moment) => {
    expect(judgeElements({ epoch }, at(moment), epoch)).toEqual({ freshness: 'EXPIRED' });
  },
);

test('elements that are old by now are still good for the days around their epoch', () => {
  expect(judgeElements({ epoch }, at('2026-10-02T00:00:00Z'), at('2027-01-01T00:00:00Z')).freshness).toBe('STALE');
});
