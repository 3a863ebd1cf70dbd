import { openLog, rows, sql } from '@constellation/kit';
import { expect, test } from 'vitest';
import { elementsOf, keepElements } from '../data/elements.queries.ts';
import { claimSource } from '../data/sources.queries.ts';
import { iss } from '../domain/iss.ts';
import type { Source } from '../outside/source.ts';
import { UpstreamFailure } from '../outside/upstream-failure.ts';
import { iss2014 } from '../testing/elements.ts';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';
import { refreshSource } from './refresh-source.ts';

const hour = 3_600_000;
const minute = 60_000;

const keptElements = ({ scope }: OpenSources) => elementsOf(scope().em, [iss, 20580]);

test('of many who ask at once, one does', async () => {
  await using sources = await openTestSources();

  const outcomes = await Promise.all(Array.from({ length: 12 }, () => sources.refresh('celestrak')));

  expect(outcomes.toSorted()).toEqual(['DONE', ...Array.from({ length: 11 }, () => 'NOT_NOW')]);
  const queries = ['GROUP=stations', 'CATNR=20580', 'GROUP=visual', 'GROUP=weather', 'GROUP=gnss', 'GROUP=science'];
  expect(sources.fakes.celestrak.asked).toEqual(queries.map((query) => `/NORAD/elements/gp.php?${query}&FORMAT=JSON`));
});

test('CelesTrak is asked once in two hours, and left alone as long after an error', async () => {
  await using sources = await openTestSources();
  const { fakes, platform, refresh } = sources;
  const { celestrak } = fakes;
  await refresh('celestrak');
  const once = celestrak.asked.length;

  await platform.clock.advance(119 * minute);
  expect(await refresh('celestrak')).toBe('NOT_NOW');
  expect(celestrak.asked).toHaveLength(once);

  celestrak.fail('is broken (500)');
  await platform.clock.advance(20 * minute);
  expect(await refresh('celestrak')).toBe('FAILED');
  expect(celestrak.asked).toHaveLength(once + 1);
  await platform.clock.advance(119 * minute);
  expect(await refresh('celestrak')).toBe('NOT_NOW');
  await platform.clock.advance(2 * minute);
  expect(await refresh('celestrak')).toBe('FAILED');
  await platform.clock.advance(239 * minute);
  expect(await refresh('celestrak')).toBe('NOT_NOW');
});

test('who dies while asking keeps the others from it as long as one who does not', async () => {
  await using sources = await openTestSources();
  const { platform, refresh, scope, source } = sources;
  await claimSource(scope().em, 'celestrak', source('celestrak').schedule);

  await platform.clock.advance(119 * minute);
  expect(await refresh('celestrak')).toBe('NOT_NOW');
  await platform.clock.advance(2 * minute);
  expect(await refresh('celestrak')).toBe('DONE');
});

/** How an asking can fail by a fault that is not of the source. */
const faults: Readonly<Record<string, Source['ask']>> = {
  'in a client': () => {
    throw new Error('broken');
  },
  async *'in a statement'() {
    yield (tx) => rows(tx, sql`select broken`).then(() => {});
  },
};

test.each(Object.entries(faults))(
  'a fault of ours %s is thrown and noted, and the source asked again as after a failure',
  async (_case, ask) => {
    await using sources = await openTestSources();
    const { platform, refresh, scope, source, status } = sources;
    await refresh('osdr');
    const { lastSuccessAt } = (await status('osdr')) ?? {};
    await platform.clock.advance(4 * hour);

    await expect(refreshSource(scope(), { ...source('osdr'), ask })).rejects.toThrow('broken');

    expect(await status('osdr')).toMatchObject({ lastError: 'INTERNAL', breaker: 'CLOSED', lastSuccessAt });
    await platform.clock.advance(9 * minute);
    expect(await refresh('osdr')).toBe('NOT_NOW');
    await platform.clock.advance(2 * minute);
    expect(await refresh('osdr')).toBe('DONE');
    expect(await status('osdr')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
  },
);

test('where a fault cannot be noted it is thrown all the same', async () => {
  await using sources = await openTestSources();
  const { scope, source } = sources;
  const broken: Source = {
    ...source('osdr'),
    // Nothing can be noted after that.
    async *ask() {
      yield (tx) => rows(tx, sql`alter table sources rename to gone`).then(() => {});
      throw new Error('broken');
    },
  };

  await expect(refreshSource(scope(), broken)).rejects.toThrow('broken');
});

test('what came before a failure is kept, and the failure told', async () => {
  await using sources = await openTestSources();
  const { scope, source, status } = sources;
  const failing: Source = {
    ...source('celestrak'),
    async *ask(at, passOver, providers) {
      yield* source('celestrak').ask(at, passOver, providers);
      throw new UpstreamFailure('UPSTREAM_404');
    },
  };

  expect(await refreshSource(scope(), failing)).toBe('FAILED');

  expect(await keptElements(sources)).toMatchObject([{ source: 'celestrak' }, { source: 'celestrak' }]);
  expect(await status('celestrak')).toMatchObject({ lastError: 'UPSTREAM_404', lastSuccessAt: undefined });
});

test('as long as somebody asks nobody else does, but not for longer than an asking may take', async () => {
  await using sources = await openTestSources();
  const { platform, refresh, scope, source } = sources;
  const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow: Source = {
    ...source('iss-position'),
    async *ask(at, passOver, providers) {
      asked.resolve();
      await gate.promise;
      yield* source('iss-position').ask(at, passOver, providers);
    },
  };
  const late = refreshSource(scope(), slow);
  await asked.promise;

  await platform.clock.advance(40_000);
  expect(await refresh('iss-position')).toBe('NOT_NOW');
  await platform.clock.advance(21_000);
  expect(await refresh('iss-position')).toBe('DONE');

  gate.resolve();
  expect(await late).toBe('TOO_LATE');
});

test.each(['gives', 'fails'])('an answer that %s when another has asked meanwhile changes nothing', async (end) => {
  await using sources = await openTestSources();
  const { platform, refresh, scope, source, status } = sources;
  const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow: Source = {
    ...source('celestrak'),
    async *ask(at, passOver, providers) {
      asked.resolve();
      await gate.promise;
      if (end === 'fails')
        yield* source('celestrak', { addresses: { celestrak: 'http://127.0.0.1:9' } }).ask(at, passOver, providers);
      const future = { ...iss2014, EPOCH: '2100-01-01T00:00:00' };
      yield (tx) => keepElements(tx, [future], { source: 'late', fetchedAt: at });
    },
  };
  const late = refreshSource(scope(), slow);
  await asked.promise;
  await platform.clock.advance(3 * hour);
  expect(await refresh('celestrak')).toBe('DONE');
  const [good, state] = [await keptElements(sources), await status('celestrak')];

  gate.resolve();

  expect(await late).toBe('TOO_LATE');
  expect(await keptElements(sources)).toEqual(good);
  expect(await status('celestrak')).toEqual(state);
});

test('a breaker opens after three failures in a row, tries again once, and closes with the first success', async () => {
  await using sources = await openTestSources();
  const { platform, refresh, status } = sources;
  sources.failAll('has enough (429)');
  const breakers: unknown[] = [];
  for (const waitSeconds of [0, 11, 11, 11]) {
    await platform.clock.advance(waitSeconds * 1_000);
    await refresh('iss-position');
    breakers.push((await status('iss-position'))?.breaker);
  }

  await platform.clock.advance(11_000);
  expect(await refresh('iss-position')).toBe('NOT_NOW');
  sources.failAll(undefined);
  await platform.clock.advance(10_000);
  expect(await refresh('iss-position')).toBe('DONE');

  expect(breakers).toEqual(['CLOSED', 'CLOSED', 'OPEN', 'OPEN']);
  expect(await status('iss-position')).toMatchObject({ breaker: 'CLOSED', freshness: 'FRESH' });
});

test('a source that is tried again says so', async () => {
  await using sources = await openTestSources();
  const { platform, refresh, scope, source, status } = sources;
  sources.fakes.celestrak.fail('refuses (403)');
  await refresh('celestrak');
  await platform.clock.advance(3 * hour);
  const seen: unknown[] = [];
  const watched: Source = {
    ...source('celestrak'),
    async *ask(at, passOver, providers) {
      seen.push((await status('celestrak'))?.breaker);
      yield* source('celestrak').ask(at, passOver, providers);
    },
  };

  await refreshSource(scope(), watched);

  expect(seen).toEqual(['HALF_OPEN']);
  expect(await status('celestrak')).toMatchObject({ breaker: 'OPEN', lastError: 'UPSTREAM_403' });
});

test('how many entries were passed over is logged once for each asking', async () => {
  await using sources = await openTestSources();
  const { fakes, platform, scope, source } = sources;
  const lines: string[] = [];
  const log = openLog({ name: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });

  for (const odd of [['odd', 'ones'], []]) {
    fakes.celestrak.tellFirst(odd);
    expect(await refreshSource({ ...scope(), log }, source('celestrak'))).toBe('DONE');
    await platform.clock.advance(3 * hour);
  }

  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([{ source: 'celestrak', passedOver: 2 }]);
});
