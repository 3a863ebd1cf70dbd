import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';

const hour = 3_600_000;

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());

const direction = z.object({ azimuth: z.number(), elevation: z.number() });
const shape = z.object({
  bodyComparisons: z
    .object({
      body: z.string(),
      at: z.string(),
      location: z.object({ latitude: z.number(), longitude: z.number(), elevation: z.number() }),
      published: direction,
      computed: direction.extend({ body: z.string(), constellation: z.string() }),
      separationDegrees: z.number(),
      provenance: z.object({ source: z.string(), method: z.string(), freshness: z.string() }),
    })
    .array(),
});

async function compared() {
  const { data, errors } = await open.ask(`{ bodyComparisons {
    body at location { latitude longitude elevation } published { azimuth elevation }
    computed { body azimuth elevation constellation } separationDegrees provenance { source method freshness }
  } }`);
  expect(errors).toBeUndefined();
  return shape.parse(data).bodyComparisons;
}

test('as long as nobody was asked there is nothing to compare', async () => {
  expect(await compared()).toEqual([]);
});

test('everybody sees where somebody else has a body, where we have it then and there, and how far that is apart', async () => {
  await open.refresh('astronomy-api');

  const found = await compared();

  expect(found.map(({ body }) => body)).toEqual([
    'Sun',
    'Moon',
    'Mercury',
    'Venus',
    'Mars',
    'Jupiter',
    'Saturn',
    'Uranus',
    'Neptune',
  ]);
  for (const { body, location, computed, separationDegrees, provenance } of found) {
    expect(computed.body).toBe(body);
    expect(location).toEqual({ latitude: 51.4769, longitude: 0, elevation: 46 });
    expect(separationDegrees).toBeLessThan(0.02);
    expect(provenance).toEqual({ source: 'astronomy-api', method: 'REMOTE', freshness: 'FRESH' });
  }
});

test.each(['summer', 'winter'])('the offset of the clocks of Greenwich is heeded in %s', async (season) => {
  const now = open.platform.clock.now();
  const month = season === 'summer' ? 7 : 1;
  const then = now.toZonedDateTimeISO('UTC').add({ years: 1 }).with({ month, day: 1 }).toInstant();
  await open.platform.clock.advance(then.since(now).total('milliseconds'));

  expect(await open.refresh('astronomy-api')).toBe('DONE');

  for (const { at, separationDegrees } of await compared()) {
    expect(open.platform.clock.now().since(at).total('seconds')).toBeLessThan(60);
    expect(separationDegrees).toBeLessThan(0.02);
  }
});

test('what was told becomes stale, then expires, and is told on', async () => {
  const before = await compared();
  const later = async (hours: number) => {
    await open.platform.clock.advance(hours * hour);
    return new Set((await compared()).map(({ provenance }) => provenance.freshness));
  };

  expect([await later(29), await later(2), await later(6 * 24)]).toEqual([
    new Set(['FRESH']),
    new Set(['STALE']),
    new Set(['EXPIRED']),
  ]);
  expect((await compared()).map(({ published }) => published)).toEqual(before.map(({ published }) => published));
});
