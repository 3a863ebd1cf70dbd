import { expect, test } from 'vitest';
import { acceptPlace } from './place.ts';

test('neighbours share what is computed, and places without an elevation lie at sea level', () => {
  const here = { latitude: 52.52, longitude: 13.405, elevation: 40 };

  expect(acceptPlace({ latitude: 52.52049, longitude: 13.40451, elevation: 44 })).toEqual(here);
  expect(acceptPlace({ latitude: 52.5206, longitude: 13.405, elevation: 40 })).not.toEqual(here);
  expect(acceptPlace({ latitude: 52.52, longitude: 13.405 }).elevation).toBe(0);
  expect(acceptPlace({ latitude: 52.52, longitude: 13.405, elevation: null }).elevation).toBe(0);
});

test.each([
  { latitude: 90, longitude: 180, elevation: 9000 },
  { latitude: -90, longitude: -180, elevation: -500 },
])('%j is a place', (place) => {
  expect(acceptPlace(place)).toEqual(place);
});

test.each([
  ['latitude', { latitude: 90.001, longitude: 0 }],
  ['longitude', { latitude: 0, longitude: -180.001 }],
  ['elevation', { latitude: 0, longitude: 0, elevation: 9000.1 }],
  ['latitude', { latitude: Number.NaN, longitude: 0 }],
])('a %s out of its range is refused and led to', (part, location) => {
  expect(() => acceptPlace(location)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', inputPath: ['location', part] }),
  );
});
