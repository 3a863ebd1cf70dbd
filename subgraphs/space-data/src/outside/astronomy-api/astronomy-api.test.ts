import { rows, sql } from '@constellation/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedBodies } from '../../data/published-bodies.queries.ts';
import { bodyNames } from '../../domain/body-names.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';
import type { AstronomyApiMood } from './fake.ts';

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());

/** Has it asked again, two days after whatever was before. */
async function askIt(mood: AstronomyApiMood = 'rows') {
  open.fakes.astronomyApi.be(mood);
  await open.platform.clock.advance(48 * 3_600_000);
  return open.refresh('astronomy-api');
}

const kept = () => publishedBodies(open.scope().em);
const comparisons = () => open.ask('{ bodyComparisons { body at published { azimuth elevation } } }');

test('a question that is refused is a failure of which nothing is made up', async () => {
  expect(await askIt('refuses what it is asked')).toBe('FAILED');

  expect(await open.status('astronomy-api')).toMatchObject({ lastError: 'UPSTREAM_422', lastSuccessAt: undefined });
  expect(await comparisons()).toEqual({ data: { bodyComparisons: [] } });
});

test('positions are asked for where they are, with all six parameters, as the application', async () => {
  expect(await askIt()).toBe('DONE');

  const { asked, headers } = open.fakes.astronomyApi;
  const { pathname, searchParams } = new URL(asked.at(-1) ?? '', 'http://fake');
  const date = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
  expect(pathname).toBe('/api/v2/bodies/positions');
  expect(Object.fromEntries(searchParams)).toEqual({
    ...{ latitude: '51.4769', longitude: '0', elevation: '46', from_date: date, to_date: date },
    ...{ time: expect.stringMatching(/^\d\d:\d\d:\d\d$/), output: 'rows' },
  });
  expect(searchParams.get('from_date')).toBe(searchParams.get('to_date'));
  expect(headers).toMatchObject({ authorization: `Basic ${btoa('app:of a test')}` });
});

test('a failure after that leaves what was told before', async () => {
  await askIt();
  const good = await comparisons();

  expect(await askIt('refuses what it is asked')).toBe('FAILED');

  expect(await comparisons()).toEqual(good);
});

test.each(['rows', 'table', 'misspells'] as const)(
  'an answer that is in the shape of %s is read: bodies that are shown here, at the time that was asked for',
  async (mood) => {
    await rows(open.scope().em, sql`delete from published_bodies`);

    expect(await askIt(mood)).toBe('DONE');

    const found = await kept();
    expect(found.map(({ body }) => body).toSorted()).toEqual(bodyNames.toSorted());
    for (const { at, fetchedAt } of found) expect(fetchedAt.since(at).total('seconds')).toBeLessThan(1);
  },
);

test('what is of another time is none', async () => {
  expect(await askIt('is of another time')).toBe('FAILED');

  expect(await open.status('astronomy-api')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
});

const odd = { date: '2026-01-01T00:00:00.000+00:00', position: {} };

test.each([
  ['that is no object', 'moon'],
  ['of nobody', { body: {}, positions: [] }],
  ['without a position', { body: { id: 'moon' }, positions: [] }],
  ['without a direction', { body: { id: 'moon' }, positions: [odd] }],
  [
    'of another time',
    {
      body: { id: 'moon' },
      positions: [{ ...odd, position: { horizontal: { altitude: { degrees: '1' }, azimuth: { degrees: '1' } } } }],
    },
  ],
])('a row %s keeps out no other', async (_case, row) => {
  await rows(open.scope().em, sql`delete from published_bodies`);
  open.fakes.astronomyApi.tellFirst([row]);

  expect(await askIt()).toBe('DONE');

  open.fakes.astronomyApi.tellFirst([]);
  expect(await open.status('astronomy-api')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
  const found = await kept();
  expect(found.map(({ body }) => body).toSorted()).toEqual(bodyNames.toSorted());
  for (const { at, fetchedAt } of found) expect(fetchedAt.since(at).total('seconds')).toBeLessThan(1);
});

test('however often it is asked there is one row for each body', async () => {
  for (let turn = 0; turn < 3; turn += 1) await askIt();

  expect(await kept()).toHaveLength(bodyNames.length);
});

test('once told, it is left alone for a day', async () => {
  await askIt();
  await open.platform.clock.advance(23 * 3_600_000);

  expect(await open.refresh('astronomy-api')).toBe('NOT_NOW');
});

test.each([{ areAsked: false }, { keys: {} }])(
  'with %j it is not configured, and nothing else fails',
  async (options) => {
    expect(open.source('astronomy-api', options).isConfigured).toBe(false);
    expect((await comparisons()).errors).toBeUndefined();
  },
);
