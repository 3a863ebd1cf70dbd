import { expect, test } from 'vitest';
import { at } from '../testing/instants.ts';
import { bodiesOver } from './bodies.ts';

/** As AstronomyAPI documents (endpoints/bodies/positions.md), whose elevations have refraction, below the horizon too. */
test.each([
  ['Sun', 131.21, 10.04],
  ['Moon', 70.99, -39.4],
  ['Mercury', 131.99, 8.75],
  ['Venus', 149.65, 24.97],
])('%s stands where others say', (body, azimuth, refracted) => {
  const place = { latitude: 38.775867, longitude: -84.39733, elevation: 0 };

  const found = bodiesOver(place, at('2020-12-20T09:00:00-05:00')).find((each) => each.body === body);

  expect(found?.azimuth).toBeCloseTo(azimuth, 1);
  const refraction = refracted - (found?.elevation ?? Number.NaN);
  expect(refraction).toBeGreaterThan(0);
  expect(refraction).toBeLessThan(0.5);
});
