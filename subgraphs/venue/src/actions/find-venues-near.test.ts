import { firstRow, sql } from '@constellation/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listed, openEach } from '../testing/listed.ts';
import { openVenues } from '../testing/open-venues.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const at = (name: string, latitude: number, longitude: number) => ({ name, location: { latitude, longitude } });

beforeAll(() =>
  openEach(venues.scope, [
    at('Taveuni East', -16.8, -179.99),
    at('Taveuni West', -16.8, 179.99),
    at('Suva', -18.14, 178.44),
    at('North Pole', 90, 0),
    at('Beside the North Pole', 89.99, 179),
    at('South Pole', -90, 77),
    at('Berlin', 52.52, 13.405),
    at('Potsdam', 52.391, 13.065),
    at('Twin B', 0, 10),
    at('Twin A', 0, 10),
    at('Twin A', 0, 10),
  ]),
);

const near = (latitude: number, longitude: number, radiusKm: number) => ({ near: { latitude, longitude, radiusKm } });

test.each([
  ['Berlin, within 30 km', near(52.5, 13.4, 30), ['Berlin', 'Potsdam']],
  ['Potsdam, within 30 km', near(52.391, 13.065, 30), ['Potsdam', 'Berlin']],
  ['Berlin, within 20 km', near(52.52, 13.405, 20), ['Berlin']],
  ['a place itself', near(52.52, 13.405, 0.001), ['Berlin']],
  ['the date line, from the west', near(-16.8, 179.995, 5), ['Taveuni West', 'Taveuni East']],
  ['the date line, from the east', near(-16.8, -179.995, 5), ['Taveuni East', 'Taveuni West']],
  ['the date line itself', near(-16.8, 180, 300), ['Taveuni East', 'Taveuni West', 'Suva']],
  ['the North Pole, from any side', near(90, -123, 5), ['North Pole', 'Beside the North Pole']],
  ['the other side of the North Pole', near(89.99, -1, 3), ['North Pole', 'Beside the North Pole']],
  ['the South Pole', near(-89.999, 0, 1), ['South Pole']],
  ['nothing', near(30, -40, 100), []],
])('near %s the nearest venues come first', async (_where, filter, expected) => {
  expect(await listed(venues.scope(), filter)).toEqual(expected);
});

test('half around the world there is every venue, the furthest last', async () => {
  const all = await listed(venues.scope(), near(90, 0, 20_040));

  expect(all).toHaveLength(11);
  expect(all.at(-1)).toBe('South Pole');
});

test.each([1, 2, 3])('pages of %d follow each other without gaps, venues of one place by id', async (first) => {
  expect(await listed(venues.scope(), near(0, 10.1, 50), first)).toEqual(['Twin B', 'Twin A', 'Twin A']);
  expect(await listed(venues.scope(), near(52.5, 13.4, 20_040), first)).toEqual(
    await listed(venues.scope(), near(52.5, 13.4, 20_040)),
  );
});

test('other conditions hold near a place, too', async () => {
  expect(await listed(venues.scope(), { ...near(52.5, 13.4, 50), text: 'pots' })).toEqual(['Potsdam']);
});

test.each([
  ['from pole to pole', [90, 0, -90, 0], 20_015.1],
  ['to the antipode', [52.5, 13.4, -52.5, -166.6], 20_015.1],
  ['from Berlin to New York', [52.52, 13.405, 40.7128, -74.006], 6_385.2],
  ['across the date line', [0, 179.5, 0, -179.5], 111.2],
  ['nowhere', [12.3, 45.6, 12.3, 45.6], 0],
])('it is known how far it is %s', async (_way, [a = 0, b = 0, c = 0, d = 0], expected) => {
  const query = sql<{ km: number }>`select kilometres_between(${a}, ${b}, ${c}, ${d}) as km`;

  const row = await firstRow(venues.scope().em, query);

  expect(row?.km).toBeCloseTo(expected, 0);
});
