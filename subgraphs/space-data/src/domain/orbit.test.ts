import { expect, test } from 'vitest';
import { iss2014 } from '../testing/elements.ts';
import { publishedVectors } from '../testing/published-vectors.ts';
import { meanElements } from './elements.ts';
import { epochOf } from './epoch.ts';
import { orbitOf } from './orbit.ts';

const kilometres = 1e-6;

test.each(publishedVectors)('%s is where the vectors published with SGP4 have it', (_what, elements, vectors) => {
  const epochMs = Number(epochOf(elements).epochNanoseconds) / 1e6;
  const orbit = orbitOf(elements);

  for (const [minutes, ...published] of vectors) {
    const { x, y, z } = orbit.stateAt(epochMs + minutes * 60_000)?.position ?? { x: NaN, y: NaN, z: NaN };
    const away = [x, y, z].map((axis, index) => Math.abs(axis - (published[index] ?? NaN)));
    expect(Math.max(...away)).toBeLessThan(kilometres);
  }
});

test('an epoch without a zone is UTC', () => {
  const zoned = { ...iss2014, EPOCH: '2014-01-20T22:23:04.000416Z' };

  expect(epochOf(iss2014).toString()).toBe('2014-01-20T22:23:04.000416Z');
  expect(epochOf(zoned)).toEqual(epochOf(iss2014));
});

test('catalogue numbers past five digits are as good as others', () => {
  const elements = meanElements.parse({ ...iss2014, NORAD_CAT_ID: 270_123 });

  expect(orbitOf(elements).stateAt(epochOf(iss2014).epochMilliseconds)).toEqual(
    orbitOf(iss2014).stateAt(epochOf(iss2014).epochMilliseconds),
  );
});

test.each([
  ['past its decay', { ...iss2014, BSTAR: 0.1, MEAN_MOTION: 16.4 }, 30],
  ['two years and a day from its epoch', iss2014, 732],
  ['two years and a day before it', iss2014, -732],
])('%s a satellite is nowhere', (_case, elements, days) => {
  const epochMs = epochOf(elements).epochMilliseconds;

  expect(orbitOf(elements).stateAt(epochMs + days * 86_400_000)).toBeUndefined();
});

test.each([
  ['no inclination', { INCLINATION: undefined }],
  ['text for a number', { INCLINATION: 'steep' }],
  ['an open orbit', { ECCENTRICITY: 1 }],
  ['a local epoch', { EPOCH: '2014-01-20T22:23:04+02:00' }],
])('elements with %s are none', (_case, change) => {
  expect(meanElements.safeParse({ ...iss2014, ...change }).success).toBe(false);
});
