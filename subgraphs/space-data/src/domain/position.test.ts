import { eciToEcf } from 'satellite.js';
import { expect, test } from 'vitest';
import { iss2014 } from '../testing/elements.ts';
import { at } from '../testing/instants.ts';
import { bluffton } from '../testing/places.ts';
import { ephemerisOf, satelliteAt } from './ephemeris.ts';
import { horizonOf, lookAt } from './horizon.ts';
import { earthRotation, orbitOf } from './orbit.ts';
import { positionAt, trackOf } from './position.ts';

const orbit = orbitOf(iss2014);
const nowhere = { x: 0, y: 0, z: 0 };

test('a satellite is seen where Skyfield has it', () => {
  const moment = at('2014-01-23T11:18:07Z').epochMilliseconds;

  const look = lookAt(horizonOf(bluffton), satelliteAt(ephemerisOf(orbit, moment, moment + 60_000), moment));

  expect(Math.abs(look.elevation - (16 + 16 / 60 + 32.6 / 3600))).toBeLessThan(0.05);
  expect(Math.abs(look.azimuth - (350 + 15 / 60 + 20.4 / 3600))).toBeLessThan(0.05);
  expect(Math.abs(look.rangeKm - 1168.7)).toBeLessThan(1);
  expect(look.compass).toBe('N');
});

test('between its samples an ephemeris is within three metres of the orbit itself', () => {
  const from = at('2014-01-23T00:00:00Z').epochMilliseconds;
  const ephemeris = ephemerisOf(orbit, from, from + 6_000_000);

  const strays = Array.from({ length: 95 }, (_, minute) => {
    const moment = from + minute * 60_000 + 30_000;
    const exact = eciToEcf(orbit.stateAt(moment)?.position ?? nowhere, earthRotation(moment));
    const { x, y, z } = satelliteAt(ephemeris, moment);
    return Math.hypot(x - exact.x, y - exact.y, z - exact.z);
  });

  expect(Math.max(...strays)).toBeLessThan(0.003);
});

test('a position is in the sun or in the shadow, near its orbit and at its speed', () => {
  const track = { from: at('2014-01-23T06:00:00Z'), to: at('2014-01-23T07:33:00Z'), stepMs: 60_000 };

  const points = trackOf(orbit, track);

  expect(points).toHaveLength(93);
  expect(new Set(points.map(({ sunlit }) => sunlit))).toEqual(new Set([true, false]));
  for (const { altitude, latitude, velocity } of points) {
    expect(altitude).toBeGreaterThan(400);
    expect(altitude).toBeLessThan(445);
    expect(Math.abs(latitude)).toBeLessThan(51.9);
    expect(Math.abs(velocity - 27_560)).toBeLessThan(60);
  }
});

test('a track begins with its start and ends before its end', () => {
  const track = { from: at('2014-01-23T06:00:00Z'), to: at('2014-01-23T06:02:00Z'), stepMs: 60_000 };

  const points = trackOf(orbit, track);

  expect(points.map((point) => point.at.toString())).toEqual(['2014-01-23T06:00:00Z', '2014-01-23T06:01:00Z']);
});

test('what elements cannot carry has no position', () => {
  expect(positionAt(orbit, at('2020-01-01T00:00:00Z'))).toBeUndefined();
});
