import { expect, test } from 'vitest';
import { elementsOf } from '../../data/elements.queries.ts';
import { openTestSources } from '../../testing/open-sources.ts';

const sources = () => openTestSources();
const later = 3 * 3_600_000;

test('stations and Hubble come with their source and the time of asking', async () => {
  await using open = await sources();

  await open.refresh('celestrak');

  const found = await elementsOf(open.scope().em, [25544, 48274, 20580]);
  expect(found).toHaveLength(3);
  for (const { source, fetchedAt } of found) {
    expect(source).toBe('celestrak');
    expect(fetchedAt).toEqual(found[0]?.fetchedAt);
  }
});

test('that there is nothing newer confirms what was given before', async () => {
  await using open = await sources();
  await open.refresh('celestrak');
  const before = await open.status('celestrak');

  open.fakes.celestrak.be('has nothing newer');
  await open.platform.clock.advance(later);
  const outcome = await open.refresh('celestrak');

  expect(outcome).toBe('DONE');
  const after = await open.status('celestrak');
  expect(after).toMatchObject({ breaker: 'CLOSED', lastError: undefined, freshness: 'FRESH' });
  expect(after?.lastSuccessAt?.toString()).not.toBe(before?.lastSuccessAt?.toString());
});

test('that there is nothing newer is no success for who never got anything', async () => {
  await using open = await sources();
  open.fakes.celestrak.be('has nothing newer');

  const outcome = await open.refresh('celestrak');

  expect(outcome).toBe('DONE');
  expect(await open.status('celestrak')).toMatchObject({ lastSuccessAt: undefined, freshness: 'EXPIRED' });
});

test.each([
  ['knows none', 'UPSTREAM_EMPTY'],
  ['is ahead of time', 'UPSTREAM_MALFORMED'],
] as const)('an answer that %s is a failure', async (mood, lastError) => {
  await using open = await sources();
  open.fakes.celestrak.be(mood);

  expect(await open.refresh('celestrak')).toBe('FAILED');
  expect(await open.status('celestrak')).toMatchObject({ lastError, breaker: 'OPEN' });
  expect(await elementsOf(open.scope().em, [25544])).toMatchObject([{ source: 'bundled' }]);
});
