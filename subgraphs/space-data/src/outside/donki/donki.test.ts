import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventsIn, type SpaceWeatherKind } from '../../data/space-weather.queries.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';
import { rowsIn } from '../../testing/rows-in.ts';
import { untilMorning } from '../../testing/until-morning.ts';
import { testKeys } from '../fakes.ts';
import { fakeEjection, fakeFlare, fakeStorm } from './fake.ts';

const [flares, ejections, storms] = ['/DONKI/FLR', '/DONKI/CME', '/DONKI/GST'] as const;

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());
beforeEach(() => {
  for (const path of [flares, ejections, storms]) open.fakes.nasa.tell(path, undefined);
  return untilMorning(open);
});

const tell = (path: string, body: string) => open.fakes.nasa.tell(path, () => ({ body }));
const midnight = (ahead = 0) =>
  open.platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: ahead }).toZonedDateTime('UTC');
/** This very night. */
const at = (hour: number) => midnight().toInstant().add({ hours: hour });
const kept = (kind: SpaceWeatherKind, days = 1) =>
  eventsIn(open.scope().em, { from: midnight(1 - days).toInstant(), to: midnight(1).toInstant() }, [kind]);

test('thirty days of each kind are asked for, with the key in a header alone', async () => {
  const { nasa } = open.fakes;
  const before = nasa.asked.length;

  expect(await open.refresh('donki')).toBe('DONE');

  const [start, end] = [midnight(-29), midnight()].map((day) => day.toPlainDate().toString());
  const asked = [flares, ejections, storms].map((path) => `${path}?startDate=${start}&endDate=${end}`);
  expect(nasa.asked.slice(before)).toEqual(asked);
  expect(nasa.headers).toMatchObject({ 'x-api-key': testKeys.nasa });
  expect(await kept('FLARE', 31)).toHaveLength(30);
});

test('times have no seconds, and what is not known yet is left out', async () => {
  const told = { ...fakeFlare(at(2)), beginTime: `${midnight().toPlainDate().toString()}T02:31Z`, endTime: null };
  tell(flares, JSON.stringify([{ ...told, peakTime: '', classType: '', note: null }]));

  expect(await open.refresh('donki')).toBe('DONE');

  const unknown = { peakAt: undefined, endedAt: undefined, classType: undefined, note: undefined };
  expect(await kept('FLARE')).toEqual([expect.objectContaining({ startedAt: at(2).add({ minutes: 31 }), ...unknown })]);
});

const [rough, good] = [
  { isMostAccurate: false, speed: 412 },
  { isMostAccurate: true, speed: 1085 },
];

test.each([
  ['the most accurate of its analyses', [good, rough], 1085],
  ['nothing, where none is that', [rough], undefined],
  ['nothing, where that one does not say', [rough, { isMostAccurate: true, speed: null }], undefined],
  ['nothing, where there are none', [], undefined],
  ['nothing, where there are none yet', null, undefined],
])('how fast an ejection is is told by %s', async (_case, cmeAnalyses, speedKmS) => {
  tell(ejections, JSON.stringify([{ ...fakeEjection(at(2)), cmeAnalyses }]));

  expect(await open.refresh('donki')).toBe('DONE');

  expect(await kept('CORONAL_MASS_EJECTION')).toMatchObject([{ speedKmS, note: 'Visible to the east in STEREO A.' }]);
});

test('of a storm it is told when it was strongest, and how strong', async () => {
  tell(storms, JSON.stringify([fakeStorm(at(0)), { ...fakeStorm(at(3)), allKpIndex: null }]));

  expect(await open.refresh('donki')).toBe('DONE');

  expect(await kept('GEOMAGNETIC_STORM')).toEqual([
    expect.objectContaining({ startedAt: at(3), peakAt: undefined, note: undefined }),
    expect.objectContaining({ startedAt: at(0), peakAt: at(6), note: 'Kp 7.33 at most' }),
  ]);
});

test('however often the same comes, each event has one row, and the newest version counts', async () => {
  await open.refresh('donki');
  const before = await rowsIn(open, 'space_weather_events');
  const flare = fakeFlare(at(2).add({ minutes: 31 }));
  expect(await kept('FLARE')).toMatchObject([{ id: flare.flrID, classType: 'C5.0' }]);

  await open.platform.clock.advance(2 * 3_600_000);
  const versions = [1, 3, 2].map((versionId) => ({ ...flare, versionId, classType: `M${versionId}.0` }));
  tell(flares, JSON.stringify(versions));
  expect(await open.refresh('donki')).toBe('DONE');

  expect(await rowsIn(open, 'space_weather_events')).toBe(before);
  expect(await kept('FLARE')).toMatchObject([{ classType: 'M3.0' }]);
});

test('an empty answer is an empty list, and takes nothing away', async () => {
  await open.refresh('donki');
  const before = await rowsIn(open, 'space_weather_events');
  await open.platform.clock.advance(2 * 3_600_000);

  tell(flares, '');
  tell(ejections, '[]');
  tell(storms, '');
  expect(await open.refresh('donki')).toBe('DONE');

  expect(await open.status('donki')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
  expect(await rowsIn(open, 'space_weather_events')).toBe(before);
});

test('what came before a failure is kept', async () => {
  tell(flares, JSON.stringify([{ ...fakeFlare(at(2)), flrID: 'the first', note: 'kept' }]));
  tell(storms, '<html>');

  expect(await open.refresh('donki')).toBe('FAILED');

  expect(await open.status('donki')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
  expect(await kept('FLARE')).toMatchObject([{ id: 'the first', note: 'kept' }]);
});

test.each([
  [flares, 'without a name', { ...fakeFlare(Temporal.Instant.fromEpochMilliseconds(0)), flrID: undefined }],
  [flares, 'of no time', { ...fakeFlare(Temporal.Instant.fromEpochMilliseconds(0)), beginTime: 'yesterday' }],
  [flares, 'without a time', { ...fakeFlare(Temporal.Instant.fromEpochMilliseconds(0)), beginTime: null }],
  [ejections, 'without a time', { activityID: 'a', startTime: '' }],
  [storms, 'of no strength', { gstID: 'a', startTime: '2026-09-06T10:31Z', allKpIndex: [{ kpIndex: 'strong' }] }],
])(
  'where of all that is told an answer of %s with a record %s is everything, it is none',
  async (path, _case, record) => {
    await open.refresh('donki');
    const before = await rowsIn(open, 'space_weather_events');
    await open.platform.clock.advance(2 * 3_600_000);

    for (const each of [flares, ejections, storms]) tell(each, each === path ? JSON.stringify([record]) : '[]');
    expect(await open.refresh('donki')).toBe('FAILED');

    expect(await open.status('donki')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
    expect(await rowsIn(open, 'space_weather_events')).toBe(before);
  },
);

test('a record that is alone of its kind and cannot be read keeps out none of another kind', async () => {
  tell(flares, '[{"flrID":"odd"}]');
  tell(ejections, JSON.stringify([fakeEjection(at(2))]));
  tell(storms, '["odd"]');

  expect(await open.refresh('donki')).toBe('DONE');

  expect(await open.status('donki')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
  expect(await kept('CORONAL_MASS_EJECTION')).toMatchObject([{ speedKmS: 1085 }]);
});

const away = (days: number) => fakeFlare(midnight(days).toInstant());

test.each<[string, () => unknown]>([
  ['that is no object', () => 'flare'],
  ['without a name', () => ({ ...away(0), flrID: ' ' })],
  ['of no time', () => ({ ...away(0), beginTime: 'yesterday' })],
  ['of next week', () => away(7)],
  ['of last year', () => away(-365)],
])('a record %s is passed over, and keeps out no other', async (_case, record) => {
  await open.refresh('donki');
  const before = (await rowsIn(open, 'space_weather_events')) ?? 0;
  await open.platform.clock.advance(2 * 3_600_000);

  tell(flares, JSON.stringify([record(), { ...fakeFlare(at(4)), classType: 'X1.0' }, record()]));
  expect(await open.refresh('donki')).toBe('DONE');

  expect(await open.status('donki')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
  expect(await rowsIn(open, 'space_weather_events')).toBe(before + 1);
  expect((await kept('FLARE'))[0]).toMatchObject({ classType: 'X1.0' });
});

test('records of other times alone are no answer', async () => {
  tell(flares, JSON.stringify([away(-365), away(7)]));
  for (const path of [ejections, storms]) tell(path, '[]');

  expect(await open.refresh('donki')).toBe('FAILED');

  expect(await open.status('donki')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
});

test('what began more than a year ago is forgotten, and nothing before', async () => {
  const began = at(2);
  tell(flares, JSON.stringify([{ ...fakeFlare(began), flrID: 'of last year' }]));
  await open.refresh('donki');
  const old = async () =>
    (await eventsIn(open.scope().em, { from: began, to: began.add({ seconds: 1 }) }, ['FLARE'])).map(({ id }) => id);

  tell(flares, '[]');
  await open.platform.clock.advance(364 * 24 * 3_600_000);
  await open.refresh('donki');
  expect(await old()).toEqual(['of last year']);

  await open.platform.clock.advance(2 * 24 * 3_600_000);
  await open.refresh('donki');
  expect(await old()).toEqual([]);
});
