import { newId } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { openSources } from '../outside/sources.ts';
import { openTestSources } from '../testing/open-sources.ts';

const all = '{ sources { id name breaker lastSuccessAt lastError nextAllowedAt freshness configured } }';

const refresh = (id: string, key?: string) =>
  `mutation { payload: refreshSource(id: "${id}"${key === undefined ? '' : `, idempotencyKey: "${key}"`}) {
    source { id nextAllowedAt } errors { code path details }
  } }`;

const refused = (code: string, path: readonly string[] | null = ['id']) => ({
  data: { payload: { source: null, errors: [{ code, path }] } },
});

test('everybody sees how sources are', async () => {
  await using open = await openTestSources();
  await open.refresh('celestrak');
  open.fakes.whereTheIssAt.fail('refuses (403)');
  open.fakes.openNotify.fail('has enough (429)');
  await open.refresh('iss-position');

  const answer = await open.ask(all);

  const well = { breaker: 'CLOSED', lastError: null, freshness: 'FRESH', lastSuccessAt: expect.any(String) };
  const ill = { breaker: 'CLOSED', lastError: 'UPSTREAM_429', freshness: 'EXPIRED', lastSuccessAt: null };
  const never = { breaker: 'CLOSED', lastError: null, freshness: 'EXPIRED', lastSuccessAt: null };
  const asked = { nextAllowedAt: expect.any(String), configured: true };
  expect(answer).toMatchObject({
    data: {
      sources: expect.arrayContaining([
        { id: 'celestrak', name: 'CelesTrak', ...well, ...asked },
        { id: 'iss-position', name: 'Position of the ISS', ...ill, ...asked },
        { id: 'osdr', name: 'NASA Open Science Data Repository', ...never, ...asked },
        { id: 'jwst-gallery', name: 'JWST API', ...never, ...asked },
      ]),
    },
  });
});

test('sources that are not asked say so, and cannot be', async () => {
  await using open = await openTestSources('embedded', {});

  const status = { configured: false, freshness: 'EXPIRED', lastSuccessAt: null, lastError: null, nextAllowedAt: null };
  const sources = openSources().map(({ id, name }) => ({ id, name, breaker: 'CLOSED', ...status }));
  expect(await open.ask(all)).toEqual({ data: { sources } });
  expect(await open.ask(refresh('celestrak'), administrator)).toMatchObject(refused('SOURCE_NOT_CONFIGURED'));
});

test('a source that wants a key is not asked without one, while the others are', async () => {
  await using open = await openTestSources('embedded', { areAsked: true });
  await using _process = await open.startProcess();
  await expect.poll(() => open.status('celestrak')).toMatchObject({ freshness: 'FRESH', configured: true });

  for (const id of ['apod', 'neows', 'donki']) {
    expect(await open.status(id)).toMatchObject({ configured: false });
    expect(await open.ask(refresh(id), administrator)).toMatchObject(refused('SOURCE_NOT_CONFIGURED'));
  }
  const shown = `{
    pictureOfTheDay { title }
    nearEarthObjects(from: "2026-11-01", to: "2026-12-01") { name }
    spaceWeather(from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z") { id }
  }`;
  expect(await open.ask(shown)).toEqual({ data: { pictureOfTheDay: null, nearEarthObjects: [], spaceWeather: [] } });
  expect(open.fakes.nasa.asked).toEqual([]);
});

test('a source may be asked for by administrators alone, and only one that there is', async () => {
  await using open = await openTestSources();

  expect(await open.ask(refresh('celestrak'))).toMatchObject(refused('FORBIDDEN', null));
  expect(await open.ask(refresh('celestrak'), { ...administrator, scopes: ['devices:read'] })).toMatchObject(
    refused('FORBIDDEN', null),
  );
  expect(await open.ask(refresh('nasa'), administrator)).toMatchObject(refused('NOT_FOUND'));
});

test('before its time a source cannot be asked, whoever wants it; then it is due at once', async () => {
  await using open = await openTestSources();
  await open.refresh('iss-position');

  const early = await open.ask(refresh('iss-position'), administrator);
  expect(early).toMatchObject(refused('TOO_EARLY'));
  expect(early).toMatchObject({ data: { payload: { errors: [{ details: { from: expect.any(String) } }] } } });

  await open.platform.clock.advance(11_000);
  expect(await open.refresh('iss-position')).toBe('NOT_NOW');
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await open.ask(refresh('iss-position'), administrator)).toMatchObject({
      data: { payload: { source: { id: 'iss-position' }, errors: [] } },
    });
  }
  expect(await open.refresh('iss-position')).toBe('DONE');
});

test.each(['argument', 'header'])(
  'a repetition under the key of an %s answers the same and asks nobody',
  async (place) => {
    await using open = await openTestSources();
    const key = newId();
    const ask = (id = 'celestrak') =>
      place === 'argument' ? open.ask(refresh(id, key), administrator) : open.ask(refresh(id), administrator, key);
    const first = await ask();
    await open.refresh('celestrak');

    const second = await ask();

    for (const answer of [first, second]) {
      expect(answer).toMatchObject({ data: { payload: { source: { id: 'celestrak' }, errors: [] } } });
    }
    expect(await ask('iss-position')).toMatchObject(
      refused('IDEMPOTENCY_MISMATCH', place === 'argument' ? ['idempotencyKey'] : null),
    );
  },
);

test('how the ISS moved is told from the two newest observations, and not from one', async () => {
  await using open = await openTestSources();
  const movement = () => open.ask('{ iss { movement { from to distanceKm velocity moved } } }');
  await open.refresh('iss-position');
  expect(await movement()).toEqual({ data: { iss: { movement: null } } });

  open.fakes.whereTheIssAt.fail('is broken (500)');
  await open.platform.clock.advance(600_000);
  await open.refresh('iss-position');

  expect(await movement()).toMatchObject({
    data: { iss: { movement: { distanceKm: expect.closeTo(8_727, -2), moved: true } } },
  });
});
