import { acceptArgument } from '@constellation/kit/input';
import { expect, test } from 'vitest';
import { venueFilter, type WantedVenues } from './venue-filter.ts';

const near = { latitude: 52.5, longitude: 13.4, radiusKm: 5 };

test('what is left out or null does not count', () => {
  const nothing = { kind: null, city: null, near: null, text: null };

  expect(acceptArgument(venueFilter, 'filter', {})).toEqual(nothing);
  expect(acceptArgument(venueFilter, 'filter', nothing)).toEqual(nothing);
});

test.each([
  ['the whole earth', { latitude: -90, longitude: 180, radiusKm: 20_040 }],
  ['a pace', { ...near, radiusKm: 0.001 }],
])('%s around a place can be asked for', (_what, given) => {
  expect(acceptArgument(venueFilter, 'filter', { near: given })).toMatchObject({ near: given });
});

test.each<readonly [what: string, filter: WantedVenues, path: readonly string[]]>([
  ['a place beyond the pole', { near: { ...near, latitude: 90.01 } }, ['near', 'latitude']],
  ['a place beyond the date line', { near: { ...near, longitude: -180.01 } }, ['near', 'longitude']],
  ['no radius', { near: { ...near, radiusKm: 0 } }, ['near', 'radiusKm']],
  ['a radius below nothing', { near: { ...near, radiusKm: -1 } }, ['near', 'radiusKm']],
  ['a radius beyond the earth', { near: { ...near, radiusKm: 20_040.1 } }, ['near', 'radiusKm']],
  ['a city of 201 characters', { city: 'x'.repeat(201) }, ['city']],
  ['a city with a null character', { city: 'Ham\0burg' }, ['city']],
  ['words of 201 characters', { text: 'x'.repeat(201) }, ['text']],
  ['words with half a character', { text: 'Zum \ud83d' }, ['text']],
])('%s is bad input, with the way to it', (_what, filter, path) => {
  const refusal = expect.objectContaining({ code: 'BAD_USER_INPUT', inputPath: ['filter', ...path] });

  expect(() => acceptArgument(venueFilter, 'filter', filter)).toThrow(refusal);
});
