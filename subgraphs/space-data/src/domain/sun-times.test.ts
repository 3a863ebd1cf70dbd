import { expect, test } from 'vitest';
import { secondsFrom } from '../testing/instants.ts';
import { berlin, tromso } from '../testing/places.ts';
import { sunTimes } from './sun-times.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

// Computed by suncalc 2.0.2, which shares nothing with astronomy-engine.
test.each([
  [
    'Berlin in autumn',
    berlin,
    'Europe/Berlin',
    '2026-11-22',
    {
      rise: '2026-11-22T06:40:10.587Z',
      set: '2026-11-22T15:04:19.735Z',
      transit: '2026-11-22T10:52:29.931Z',
      civilDawn: '2026-11-22T06:01:08.074Z',
      civilDusk: '2026-11-22T15:43:21.222Z',
      nauticalDawn: '2026-11-22T05:18:39.129Z',
      nauticalDusk: '2026-11-22T16:25:48.664Z',
      astronomicalDawn: '2026-11-22T04:37:59.347Z',
      astronomicalDusk: '2026-11-22T17:06:26.521Z',
    },
  ],
  [
    'Sydney in winter, whose day begins on the day before by UTC',
    { latitude: -33.8688, longitude: 151.2093, elevation: 0 },
    'Australia/Sydney',
    '2026-06-21',
    {
      rise: '2026-06-20T20:59:58.315Z',
      set: '2026-06-21T06:53:50.924Z',
      transit: '2026-06-21T01:56:54.694Z',
      civilDawn: '2026-06-20T20:32:14.447Z',
      civilDusk: '2026-06-21T07:21:34.793Z',
      nauticalDawn: '2026-06-20T20:00:59.638Z',
      nauticalDusk: '2026-06-21T07:52:49.601Z',
      astronomicalDawn: '2026-06-20T19:30:30.880Z',
      astronomicalDusk: '2026-06-21T08:23:18.360Z',
    },
  ],
] as const)('%s has its sun times within a minute', (_case, place, zone, date, expected) => {
  const found = sunTimes(place, zone, day(date));

  for (const [name, text] of Object.entries(expected)) {
    expect(`${name} ${secondsFrom(text, Reflect.get(found, name)) < 60}`).toBe(`${name} true`);
  }
  expect(found.polar).toBeUndefined();
});

test('where the Sun stays up it is polar day, and only dusk that happens is there', () => {
  const { transit: _transit, date: _date, ...rest } = sunTimes(tromso, 'Europe/Oslo', day('2026-06-21'));

  expect(Object.entries(rest).filter(([, value]) => value !== undefined)).toEqual([['polar', 'DAY']]);
});

test('where the Sun stays down it is polar night, with twilight about noon', () => {
  const found = sunTimes(tromso, 'Europe/Oslo', day('2026-12-21'));

  expect(found).toMatchObject({ polar: 'NIGHT', rise: undefined, set: undefined });
  expect(found.civilDawn?.until(found.civilDusk ?? found.transit).total('hours')).toBeGreaterThan(4);
});

test('the last sunset before the midnight sun is after midnight, and polar day begins with the next date', () => {
  const days = Array.from({ length: 20 }, (_, index) =>
    sunTimes(tromso, 'Europe/Oslo', day('2026-05-10').add({ days: index })),
  );

  const first = days.findIndex(({ polar }) => polar === 'DAY');
  expect(first).toBeGreaterThan(0);
  expect(days[first - 1]?.set?.toZonedDateTimeISO('Europe/Oslo').hour).toBe(0);
  expect(days[first - 1]).toMatchObject({ polar: undefined });
  expect(days.slice(first).every(({ polar }) => polar === 'DAY')).toBe(true);
});

test('a day that a zone skips has neither sunrise nor sunset, and is no polar night', () => {
  const apia = { latitude: -13.83, longitude: -171.76, elevation: 0 };
  const { transit: _transit, date: _date, ...rest } = sunTimes(apia, 'Pacific/Apia', day('2011-12-30'));

  expect(Object.entries(rest).filter(([, value]) => value !== undefined)).toEqual([]);
  expect(sunTimes(apia, 'Pacific/Apia', day('2011-12-31'))).toMatchObject({
    rise: expect.anything(),
    set: expect.anything(),
    polar: undefined,
  });
});

test('summer nights of Berlin have no astronomical night, and what never comes is left out', () => {
  const found = sunTimes(berlin, 'Europe/Berlin', day('2026-06-21'));

  expect(found).toMatchObject({ astronomicalDawn: undefined, astronomicalDusk: undefined, polar: undefined });
  expect(found.rise).toBeDefined();
});
