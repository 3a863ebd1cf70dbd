import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';
import { refreshing } from './refreshing.ts';

const hour = 3_600_000;

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());

/** One look of the timer of a source, whose outcome is counted. */
async function look(id: string, passMs = 48 * hour) {
  await open.platform.clock.advance(passMs);
  const worker = refreshing(open.source(id));
  return worker.run(open.scope(), open.platform.metrics);
}

/** What is told of a source by a metric, and by a further label where it has one. */
async function told(metric: string, source: string, label = ''): Promise<number | undefined> {
  const text = await open.platform.metrics.text();
  const value = new RegExp(`^constellation_source_${metric}{source="${source}"${label}} (.+)$`, 'm').exec(text)?.[1];
  return value === undefined ? undefined : Number(value);
}

const askings = (source: string, outcome: string) => told('askings_total', source, `,outcome="${outcome}"`);
const breaker = async (source: string) =>
  Promise.all(['CLOSED', 'OPEN', 'HALF_OPEN'].map((state) => told('breaker', source, `,state="${state}"`)));

test('askings are counted by what came of them and timed, looks at what is not due are not', async () => {
  await look('celestrak');
  await look('celestrak', 0);
  expect([await askings('celestrak', 'done'), await told('asking_seconds_count', 'celestrak')]).toEqual([1, 1]);

  open.fakes.celestrak.fail('refuses (403)');
  await look('celestrak');

  open.fakes.celestrak.fail(undefined);
  expect([await askings('celestrak', 'done'), await askings('celestrak', 'UPSTREAM_403')]).toEqual([1, 1]);
  expect(await told('asking_seconds_count', 'celestrak')).toBe(2);
});

test('an asking that fails for another reason is one, too', async () => {
  const source = open.source('launches');
  const broken = refreshing({
    ...source,
    ask: () => {
      throw new Error('broken');
    },
  });
  await open.platform.clock.advance(hour);

  await expect(broken.run(open.scope(), open.platform.metrics)).rejects.toThrow('broken');

  expect([await askings('launches', 'error'), await askings('launches', 'done')]).toEqual([1, 0]);
});

test('how long ago a source gave something is told, and nothing of one that never did', async () => {
  expect(await told('age_seconds', 'astronomy-api')).toBeUndefined();

  await look('astronomy-api');
  expect(await told('age_seconds', 'astronomy-api')).toBeLessThan(60);

  await open.platform.clock.advance(5 * hour);
  expect(Math.floor(((await told('age_seconds', 'astronomy-api')) ?? 0) / 3_600)).toBe(5);
});

test('how the breaker of a source stands is told', async () => {
  await look('celestrak');
  expect(await breaker('celestrak')).toEqual([1, 0, 0]);

  open.fakes.celestrak.fail('is broken (500)');
  await look('celestrak');

  open.fakes.celestrak.fail(undefined);
  expect(await breaker('celestrak')).toEqual([0, 1, 0]);
});

test('of sources that are not asked nothing is told', async () => {
  await using idle = await openTestSources('embedded', {});

  expect(await idle.platform.metrics.text()).not.toMatch(/^constellation_source_/m);
});
