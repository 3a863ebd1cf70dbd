import { rows, sql } from '@constellation/kit';
import { expect, test } from 'vitest';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';

const minute = 60_000;

/** What was told of a source, in order. */
const toldOf = ({ scope }: OpenSources, source: string) =>
  rows(
    scope().em,
    sql<{ version: number; breaker: string; lastError: string | null; freshness: string }>`
      select version, event #>> '{data,breaker}' as breaker, event #>> '{data,lastError}' as "lastError",
        event #>> '{data,freshness}' as freshness
      from outbox where subject = ${`space.refreshed.${source}`} order by version`,
  );

test('of a source is told when it answers first, and not of each answer like the one before', async () => {
  await using sources = await openTestSources();
  const { platform, refresh } = sources;

  for (let count = 0; count < 3; count += 1) {
    expect(await refresh('iss-position')).toBe('DONE');
    await platform.clock.advance(3 * minute);
  }

  expect(await toldOf(sources, 'iss-position')).toEqual([
    { version: 1, breaker: 'CLOSED', lastError: null, freshness: 'FRESH' },
  ]);
  expect(await toldOf(sources, 'celestrak')).toEqual([]);
});

test('it is told when a source begins to fail, when the breaker opens, when what it gave gets old, and when it is well again', async () => {
  await using sources = await openTestSources();
  const { platform, refresh } = sources;
  await refresh('iss-position');
  sources.failAll('is broken (500)');
  for (const waitMs of [3 * minute, 11_000, 11_000, 11_000, 3 * minute, 3 * minute, 90 * minute]) {
    await platform.clock.advance(waitMs);
    expect(await refresh('iss-position')).toMatch(/FAILED|NOT_NOW/);
  }
  sources.failAll(undefined);
  await platform.clock.advance(40 * minute);
  expect(await refresh('iss-position')).toBe('DONE');

  const failing = { lastError: 'UPSTREAM_500' };
  expect(await toldOf(sources, 'iss-position')).toEqual([
    { version: 1, breaker: 'CLOSED', lastError: null, freshness: 'FRESH' },
    { version: 2, breaker: 'CLOSED', ...failing, freshness: 'FRESH' },
    { version: 3, breaker: 'OPEN', ...failing, freshness: 'FRESH' },
    { version: 4, breaker: 'OPEN', ...failing, freshness: 'STALE' },
    { version: 5, breaker: 'OPEN', ...failing, freshness: 'EXPIRED' },
    { version: 6, breaker: 'CLOSED', lastError: null, freshness: 'FRESH' },
  ]);
});
