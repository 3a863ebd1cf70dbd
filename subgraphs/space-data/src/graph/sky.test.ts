import { systemClock } from '@constellation/kit';
import { leastOf } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { at, secondsFrom } from '../testing/instants.ts';
import { berlin } from '../testing/places.ts';
import { serveSky } from '../testing/serve-sky.ts';

const sky = await serveSky();
afterAll(() => sky[Symbol.asyncDispose]());

const parts = `
  sun(date: "2026-11-22") { date rise set transit civilDusk nauticalDusk astronomicalDusk polar }
  moon(at: "2026-03-03T11:37:53Z") { at illumination phaseAngle phase rise set distanceKm }
  eclipses(from: "2026-08-01T00:00:00Z", to: "2026-09-01T00:00:00Z") { kind type partialStart peak elevation visible }
  issPasses(from: "2026-10-10T00:00:00Z", to: "2026-10-13T00:00:00Z") { satellite { noradId } provenance { freshness } }
  bodies(at: "2026-01-09T23:10:00Z") { body azimuth elevation constellation magnitude }`;

test('the sky above any place has Sun, Moon, eclipses, passes and planets', async () => {
  const answer = await sky.ask(
    `query ($location: GeoPointInput!) { sky(location: $location, timeZone: "Europe/Berlin") { ${parts} } }`,
    { location: berlin },
  );

  expect(answer).toMatchObject({
    data: {
      sky: {
        sun: { date: '2026-11-22', rise: expect.stringMatching(/^2026-11-22T06:40/), polar: null },
        moon: { at: '2026-03-03T11:37:53Z', phase: 'FULL' },
        eclipses: [
          { kind: 'SOLAR', type: 'PARTIAL', visible: true },
          { kind: 'LUNAR', type: 'PARTIAL', visible: true },
        ],
        issPasses: expect.arrayContaining([{ satellite: { noradId: 25544 }, provenance: { freshness: 'STALE' } }]),
        bodies: expect.arrayContaining([expect.objectContaining({ body: 'Jupiter', constellation: 'Gemini' })]),
      },
    },
  });
  expect(answer.errors).toBeUndefined();
});

test('venues have the sky of their place and zone, and many cost as many statements as one', async () => {
  const venues = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      __typename: 'Venue',
      id: String(index),
      location: { ...berlin, longitude: index },
      timeZone: 'Europe/Berlin',
    }));
  const ask = (count: number) =>
    sky.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Venue { sky { ${parts} } } } }`,
      { representations: venues(count) },
    );
  const cost = async (count: number) => {
    const before = sky.statements();
    await ask(count);
    return sky.statements() - before;
  };

  const many = await ask(12);

  expect(many.errors).toBeUndefined();
  expect(await leastOf(() => cost(12))).toBe(await leastOf(() => cost(1)));
  expect(JSON.stringify(many).match(/"rise":"2026-11-22T0[67]/g)).toHaveLength(12);
  expect(new Set(JSON.stringify(many).match(/"transit":"[^"]+"/g))).toHaveLength(12);
});

test('the almanac tells phases, seasons and eclipses', async () => {
  const answer = await sky.ask(`{
    moonPhases(from: "2026-03-01T00:00:00Z", to: "2026-03-31T00:00:00Z") { kind at }
    seasons(year: 2026) { kind at }
    eclipses(from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z", kind: LUNAR) { kind type peak latitude }
  }`);

  expect(answer).toMatchObject({
    data: {
      moonPhases: [{ kind: 'FULL' }, { kind: 'LAST_QUARTER' }, { kind: 'NEW' }, { kind: 'FIRST_QUARTER' }],
      seasons: [{ kind: 'MARCH_EQUINOX', at: expect.stringMatching(/^2026-03-20T14:4/) }, {}, {}, {}],
      eclipses: [{ kind: 'LUNAR', type: 'TOTAL', latitude: null }, { type: 'PARTIAL' }],
    },
  });
});

test('now is now', async () => {
  const { data } = await sky.ask(
    'query ($location: GeoPointInput!) { sky(location: $location) { moon { at } bodies { body } } }',
    { location: berlin },
  );

  const [, told = ''] = /"at":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
  expect(secondsFrom(systemClock.now().toString(), at(told))).toBeLessThan(3600);
});

test.each([
  ['moonPhases(from: "2026-01-01T00:00:00Z", to: "2028-01-01T00:00:01Z") { at }', 'moonPhases'],
  ['moonPhases(from: "2026-01-01T00:00:01Z", to: "2026-01-01T00:00:00Z") { at }', 'moonPhases'],
  ['eclipses(from: "2026-01-01T00:00:00Z", to: "2036-01-01T00:00:01Z") { peak }', 'eclipses'],
  ['seasons(year: 0) { at }', 'seasons'],
  ['seasons(year: 10000) { at }', 'seasons'],
  ['sky(location: { latitude: 0, longitude: 0, elevation: -501 }) { moon { at } }', 'sky'],
  [
    'sky(location: { latitude: 0, longitude: 0 }) { eclipses(from: "2026-01-01T00:00:00Z", to: "2036-01-01T00:00:01Z") { peak } }',
    'sky',
  ],
  [
    'sky(location: { latitude: 0, longitude: 0 }) { issPasses(from: "2026-01-01T00:00:00Z", to: "2026-01-11T00:00:01Z") { visibility } }',
    'sky',
  ],
])('%s is refused', async (query, field) => {
  const answer = await sky.ask(`{ ${query} }`);

  expect(answer).toMatchObject({
    data: { [field]: null },
    errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

test('as much as the limits allow is answered', async () => {
  const answer = await sky.ask(`{
    moonPhases(from: "2026-01-01T00:00:00Z", to: "2028-01-01T00:00:00Z") { at }
    eclipses(from: "2026-01-01T00:00:00Z", to: "2036-01-01T00:00:00Z") { peak }
    last: seasons(year: 9999) { at }
    sky(location: { latitude: -90, longitude: -180, elevation: 9000 }, timeZone: "Pacific/Apia") {
      eclipses(from: "2026-01-01T00:00:00Z", to: "2036-01-01T00:00:00Z") { peak }
      issPasses(from: "2026-10-01T00:00:00Z", to: "2026-10-11T00:00:00Z", minElevation: 0) { visibility }
      sun(date: "9999-12-30") { transit polar }
    }
  }`);

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({ sky: { issPasses: [], sun: { polar: 'DAY' } } });
});
