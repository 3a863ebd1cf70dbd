import { expect, test } from 'vitest';
import { at } from '../testing/instants.ts';
import { distanceKm, movementBetween } from './movement.ts';

const start = { at: at('2026-05-01T00:00:00Z'), latitude: 10, longitude: 179.5 };

test('a degree of the equator is 111.19 km, across the date line too', () => {
  const distance = distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 });

  expect(distance).toBeCloseTo((Math.PI * 6371) / 180, 6);
});

test('the way to the other side of the Earth is half of its girth', () => {
  expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(Math.PI * 6371, 6);
});

test('a speed is the way over the time between the sightings', () => {
  const end = { at: at('2026-05-01T00:02:00Z'), latitude: 17, longitude: -176 };

  const movement = movementBetween(start, end);

  expect(movement).toMatchObject({ from: start.at, to: end.at, moved: true });
  expect(movement?.velocity).toBeCloseTo((movement?.distanceKm ?? 0) * 30, 6);
});

test.each([
  ['99 m', 0.00089, false],
  ['101 m', 0.00091, true],
])('%s count as movement: not up to 100', (_case, degrees, moved) => {
  const end = { ...start, at: at('2026-05-01T00:00:10Z'), latitude: start.latitude + degrees };

  expect(movementBetween(start, end)?.moved).toBe(moved);
});

test('two sightings of one moment show no movement', () => {
  expect(movementBetween(start, start)).toBeUndefined();
});
