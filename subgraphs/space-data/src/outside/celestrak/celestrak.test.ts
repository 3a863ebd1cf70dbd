import { expect, test } from 'vitest';
import { elementsOf } from '../../data/elements.queries.ts';
import { at } from '../../testing/instants.ts';
import { openTestSources } from '../../testing/open-sources.ts';
import { fakeElements } from './fake.ts';

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

test('whatever is brightest, or there for weather, navigation or science, can be asked for', async () => {
  await using open = await sources();
  await open.refresh('celestrak');
  const from = open.platform.clock.now();
  const window = `from: "${from.toString()}", to: "${from.add({ hours: 48 }).toString()}"`;
  const shown = (noradId: number) =>
    `n${noradId}: satellite(noradId: ${noradId}) { name position { altitude provenance { source freshness } }
      passes(location: { latitude: 40, longitude: -84 }, ${window}) { rise { at } } }`;

  const answer = await open.ask(`{ ${[22285, 25338, 41866, 24876, 28485].map(shown).join(' ')} }`);

  const position = { provenance: { source: 'celestrak', freshness: 'FRESH' } };
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    n22285: { name: 'SL-16 R/B', position },
    n25338: { name: 'NOAA 15', position },
    n41866: { name: 'GOES 16', position },
    n24876: { name: 'GPS BIIR-2  (PRN 13)', position },
    n28485: { name: 'SWIFT', position },
  });
});

const gone = { status: 404, contentType: 'text/plain', body: 'Not found' };

test('a group that fails is the failure of all; what came before it is kept, and nothing after it asked for', async () => {
  await using open = await sources();
  open.fakes.celestrak.tell('GROUP=weather', gone);

  expect(await open.refresh('celestrak')).toBe('FAILED');

  expect(await open.status('celestrak')).toMatchObject({ lastError: 'UPSTREAM_404', breaker: 'OPEN' });
  expect(open.fakes.celestrak.asked.at(-1)).toContain('GROUP=weather');
  expect(await elementsOf(open.scope().em, [25544, 22285])).toMatchObject([
    { source: 'celestrak' },
    { source: 'celestrak' },
  ]);
});

test('a group of nothing but odd entries keeps out none after it', async () => {
  await using open = await sources();
  open.fakes.celestrak.tell('CATNR=20580', { body: '[{"OBJECT_NAME":"HST"}]' });

  expect(await open.refresh('celestrak')).toBe('DONE');

  expect(await open.status('celestrak')).toMatchObject({ lastError: undefined });
  expect(await elementsOf(open.scope().em, [28485])).toMatchObject([{ source: 'celestrak' }]);
});

test('who is told that there is nothing newer asks for nothing else', async () => {
  await using open = await sources();
  open.fakes.celestrak.be('has nothing newer');

  await open.refresh('celestrak');

  expect(open.fakes.celestrak.asked).toHaveLength(1);
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

const odd = fakeElements(25544, 'ODD', at('2100-01-01T00:00:00Z'));

test.each([
  ['is no object', 'ISS'],
  ['is nothing', null],
  ['is of the future', odd],
  ['is of the last century', { ...odd, EPOCH: '1999-01-01T00:00:00' }],
  ['is of the year zero', { ...odd, EPOCH: '0000-01-01T00:00:00' }],
  ['has no epoch', { ...odd, EPOCH: undefined }],
  ['has an epoch that is none', { ...odd, EPOCH: '2026-02-30T00:00:00' }],
  ['has an orbit that is none', { ...odd, ECCENTRICITY: 1.5 }],
  ['has no number', { ...odd, NORAD_CAT_ID: 'ISS' }],
])('an entry that %s keeps out no other', async (_case, entry) => {
  await using open = await sources();
  open.fakes.celestrak.tellFirst([entry]);

  expect(await open.refresh('celestrak')).toBe('DONE');

  expect(await open.status('celestrak')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
  const found = await elementsOf(open.scope().em, [25544, 48274, 20580]);
  expect(found.map(({ name }) => name).toSorted()).toEqual(['CSS (TIANHE)', 'HST', 'ISS (ZARYA)']);
});

test('elements get old by themselves, however often it is said that there is nothing newer', async () => {
  await using open = await sources();
  await open.refresh('celestrak');
  const epoch = (await elementsOf(open.scope().em, [25544]))[0]?.epoch ?? at('1970-01-01T00:00:00Z');
  open.fakes.celestrak.be('has nothing newer');
  /** Asks so many hours from the epoch; what is said of the source, and of where the station is then. */
  const judgedAfter = async (hours: number) => {
    const now = epoch.add({ hours });
    await open.platform.clock.advance(Math.ceil(now.since(open.platform.clock.now()).total('milliseconds')));
    expect(await open.refresh('celestrak')).toBe('DONE');
    const answer = await open.ask(`{ iss { position(at: "${now.toString()}") { provenance { freshness } } } }`);
    return [(await open.status('celestrak'))?.freshness, /FRESH|STALE|EXPIRED/.exec(JSON.stringify(answer))?.[0]];
  };

  expect(await judgedAfter(5)).toEqual(['FRESH', 'FRESH']);
  expect(await judgedAfter(13 * 24)).toEqual(['FRESH', 'STALE']);
  expect(await judgedAfter(15 * 24)).toEqual(['FRESH', 'EXPIRED']);
});
