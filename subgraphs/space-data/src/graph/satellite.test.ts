import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepElements } from '../data/elements.queries.ts';
import { iss2014 } from '../testing/elements.ts';
import { at } from '../testing/instants.ts';
import { bluffton } from '../testing/places.ts';
import { serveSky } from '../testing/serve-sky.ts';

const noradId = 270_123;
const elements = { ...iss2014, NORAD_CAT_ID: noradId, OBJECT_NAME: 'STATION' };

const sky = await serveSky();
afterAll(() => sky[Symbol.asyncDispose]());
beforeAll(() => keepElements(sky.em(), [elements], { source: 'celestrak', fetchedAt: at('2014-01-21T00:00:00Z') }));

const day = { location: bluffton, from: '2014-01-23T00:00:00Z', to: '2014-01-24T00:00:00Z' };

test('a satellite is where it is, with the source of its elements and their age', async () => {
  const answer = await sky.ask(
    `query ($noradId: Int!) {
      satellite(noradId: $noradId) {
        noradId name
        near: position(at: "2014-01-22T00:00:00Z") {
          at latitude longitude altitude velocity sunlit
          provenance { source method fetchedAt observedAt elementsEpoch freshness staleSince license }
        }
        far: position(at: "2014-02-20T00:00:00Z") { provenance { freshness } }
        nowhere: position(at: "2024-01-22T00:00:00Z") { at }
      }
    }`,
    { noradId },
  );

  expect(answer).toMatchObject({
    data: {
      satellite: {
        noradId,
        name: 'STATION',
        near: {
          at: '2014-01-22T00:00:00Z',
          altitude: expect.any(Number),
          sunlit: expect.any(Boolean),
          provenance: {
            source: 'celestrak',
            method: 'COMPUTED',
            fetchedAt: '2014-01-21T00:00:00Z',
            observedAt: null,
            elementsEpoch: '2014-01-20T22:23:04.000416Z',
            freshness: 'STALE',
            staleSince: '2014-01-21T06:00:00Z',
            license: null,
          },
        },
        far: { provenance: { freshness: 'EXPIRED' } },
        nowhere: null,
      },
    },
  });
});

test('the ISS of the software is there without any network, and a position now says how old its elements are', async () => {
  const answer = await sky.ask('{ iss { noradId name position { provenance { source freshness } } } }');

  expect(answer).toMatchObject({ data: { iss: { noradId: 25544, name: 'ISS (ZARYA)' } } });
  expect(answer.errors).toBeUndefined();
});

test('a satellite whose elements nobody has is null', async () => {
  expect(await sky.ask('{ satellite(noradId: 4) { name } }')).toEqual({ data: { satellite: null } });
});

const passesOf = `query ($noradId: Int!, $location: GeoPointInput!, $from: DateTime!, $to: DateTime!, $min: Float! = 10, $visible: Boolean! = false) {
  satellite(noradId: $noradId) {
    passes(location: $location, from: $from, to: $to, minElevation: $min, visibleOnly: $visible) {
      satellite { name } rise { at azimuth elevation rangeKm compass } culmination { at } set { at }
      visibleFrom visibleTo visibility provenance { elementsEpoch freshness }
    }
  }
}`;

test('passes over a place name the satellite, its elements and whether they can be seen', async () => {
  const answer = await sky.ask(passesOf, { noradId, ...day, min: 30 });

  expect(answer).toMatchObject({
    data: {
      satellite: {
        passes: [
          {
            satellite: { name: 'STATION' },
            rise: { at: expect.stringMatching(/^2014-01-23T06:25:3/), compass: 'SSW' },
            visibleFrom: null,
            visibility: 'ECLIPSED',
            provenance: { elementsEpoch: '2014-01-20T22:23:04.000416Z', freshness: 'STALE' },
          },
          { visibility: 'DAYLIGHT' },
        ],
      },
    },
  });
});

test('a pass that runs when the window begins, or when it ends, is the same as in a window around it', async () => {
  const during = (from: string, to: string) => sky.ask(passesOf, { noradId, ...day, min: 30, from, to });

  const whole = await during('2014-01-23T06:00:00Z', '2014-01-23T07:00:00Z');

  expect(whole).toMatchObject({ data: { satellite: { passes: [{ visibility: 'ECLIPSED' }] } } });
  expect(await during('2014-01-23T06:27:00Z', '2014-01-23T07:00:00Z')).toEqual(whole);
  expect(await during('2014-01-23T06:00:00Z', '2014-01-23T06:27:00Z')).toEqual(whole);
});

test('who wants only passes that can be seen gets no others', async () => {
  const week = { ...day, to: '2014-01-31T00:00:00Z' };
  const visibilities = async (visible: boolean) =>
    JSON.stringify(await sky.ask(passesOf, { noradId, ...week, visible })).match(/VISIBLE|DAYLIGHT|ECLIPSED/g) ?? [];

  const [all, some] = [await visibilities(false), await visibilities(true)];

  expect(new Set(some)).toEqual(new Set(['VISIBLE']));
  expect(some).toEqual(all.filter((visibility) => visibility === 'VISIBLE'));
  expect(all.length).toBeGreaterThan(some.length);
});

const track = `query ($noradId: Int!, $from: DateTime!, $to: DateTime!, $step: Duration) {
  satellite(noradId: $noradId) { track(from: $from, to: $to, step: $step) { at provenance { source } } }
}`;

test('a track has a point for every step, 1 440 at most', async () => {
  const short = await sky.ask(track, { noradId, ...day, to: '2014-01-23T00:02:30Z', step: 'PT1M' });
  const long = await sky.ask(track, { noradId, ...day, step: 'PT1M' });

  expect(short).toMatchObject({
    data: {
      satellite: {
        track: [
          { at: '2014-01-23T00:00:00Z', provenance: { source: 'celestrak' } },
          { at: '2014-01-23T00:01:00Z' },
          { at: '2014-01-23T00:02:00Z' },
        ],
      },
    },
  });
  expect(JSON.stringify(long).match(/"at"/g)).toHaveLength(1440);
});

test.each([
  ['a track of 1 441 points', track, { from: day.from, to: '2014-01-24T00:01:00Z', step: 'PT1M' }],
  ['a track backwards', track, { from: day.to, to: day.from, step: 'PT1M' }],
  ['steps of no time', track, { ...day, step: 'PT0S' }],
  ['steps of parts of a millisecond', track, { ...day, to: '2014-01-23T00:01:00Z', step: 'PT1.0000001S' }],
  ['steps of a month', track, { ...day, step: 'P1M' }],
  ['passes of more than ten days', passesOf, { ...day, to: '2014-02-02T00:00:01Z' }],
  ['passes backwards', passesOf, { ...day, from: day.to, to: day.from }],
  ['passes below the horizon', passesOf, { ...day, min: -1 }],
  ['passes in the zenith alone', passesOf, { ...day, min: 90 }],
  ['passes north of the pole', passesOf, { ...day, location: { latitude: 90.1, longitude: 0 } }],
  ['passes past the date line', passesOf, { ...day, location: { latitude: 0, longitude: 180.1 } }],
  ['passes over who floats in the air', passesOf, { ...day, location: { ...bluffton, elevation: 9001 } }],
])('%s are refused', async (_case, query, variables) => {
  const answer = await sky.ask(query, { noradId, ...variables });

  expect(answer).toMatchObject({ data: { satellite: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});
