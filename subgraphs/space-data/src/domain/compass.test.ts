import { expect, test } from 'vitest';
import { compassPoint } from './compass.ts';

test.each([
  [0, 'N'],
  [11.2, 'N'],
  [11.3, 'NNE'],
  [180, 'S'],
  [247.5, 'WSW'],
  [348.7, 'NNW'],
  [348.8, 'N'],
  [360, 'N'],
])('%d degrees are %s', (azimuth, point) => {
  expect(compassPoint(azimuth)).toBe(point);
});
