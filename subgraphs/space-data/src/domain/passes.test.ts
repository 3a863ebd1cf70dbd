import { degreesToRadians, ecfToLookAngles, eciToEcf, radiansToDegrees } from 'satellite.js';
import { expect, test } from 'vitest';
import { iss2014 } from '../testing/elements.ts';
import { at, secondsFrom } from '../testing/instants.ts';
import { bluffton, capeTown } from '../testing/places.ts';
import { bodiesOver } from './bodies.ts';
import { ephemerisOf } from './ephemeris.ts';
import { earthRotation, orbitOf } from './orbit.ts';
import { type Pass, passesOver } from './passes.ts';
import { positionAt } from './position.ts';

const orbit = orbitOf(iss2014);

function passes(from: string, to: string, minElevation: number, place = bluffton): Pass[] {
  const window = { fromMs: at(from).epochMilliseconds, toMs: at(to).epochMilliseconds };
  const ephemeris = ephemerisOf(orbit, window.fromMs - orbit.periodMs / 2, window.toMs + orbit.periodMs / 2);
  return passesOver(ephemeris, { place, minElevation }, window);
}

test('passes rise, culminate and set when Skyfield says so', () => {
  const found = passes('2014-01-23T00:00:00Z', '2014-01-24T00:00:00Z', 30);

  expect(found).toHaveLength(2);
  const [night, morning] = found;
  expect(secondsFrom('2014-01-23T06:25:37Z', night?.rise.at)).toBeLessThan(2);
  expect(secondsFrom('2014-01-23T06:26:58Z', night?.culmination.at)).toBeLessThan(2);
  expect(secondsFrom('2014-01-23T06:28:19Z', night?.set.at)).toBeLessThan(2);
  expect(secondsFrom('2014-01-23T12:54:56Z', morning?.rise.at)).toBeLessThan(2);
  expect(secondsFrom('2014-01-23T12:56:27Z', morning?.culmination.at)).toBeLessThan(2);
  expect(secondsFrom('2014-01-23T12:57:58Z', morning?.set.at)).toBeLessThan(2);
});

test('a pass in the dark of night is not visible when it runs in the shadow of the Earth, nor one after dawn', () => {
  const [night, morning] = passes('2014-01-23T00:00:00Z', '2014-01-24T00:00:00Z', 30);

  expect(night).toMatchObject({ visibility: 'ECLIPSED' });
  expect(night).not.toHaveProperty('visibleFrom');
  expect(morning).toMatchObject({ visibility: 'DAYLIGHT' });
});

test('its elevations are those that stepping through it second by second finds', () => {
  const [pass] = passes('2014-01-23T00:00:00Z', '2014-01-24T00:00:00Z', 10);

  const middle = pass?.culmination.at.epochMilliseconds ?? 0;
  const heights = Array.from({ length: 120 }, (_, second) => elevationAt(middle + (second - 60) * 1000));
  expect(pass?.rise.elevation).toBeCloseTo(10, 2);
  expect(pass?.set.elevation).toBeCloseTo(10, 2);
  expect(Math.abs(Number(pass?.culmination.elevation) - Math.max(...heights))).toBeLessThan(0.05);
});

/** By satellite.js alone, without an ephemeris. */
function elevationAt(moment: number): number {
  const { position } = orbit.stateAt(moment) ?? {};
  const [latitude, longitude] = [degreesToRadians(bluffton.latitude), degreesToRadians(bluffton.longitude)];
  const satellite = eciToEcf(position ?? { x: 0, y: 0, z: 0 }, earthRotation(moment));
  return radiansToDegrees(ecfToLookAngles({ latitude, longitude, height: 0 }, satellite).elevation);
}

test.each([
  ['in the evening', capeTown],
  ['in the morning', bluffton],
])('part of a pass %s is enough to be visible, and beside the stretch it is not', (_case, place) => {
  const visible = passes('2014-01-16T00:00:00Z', '2014-01-26T00:00:00Z', 10, place).filter(
    ({ visibility }) => visibility === 'VISIBLE',
  );

  const beside = visible.flatMap(({ rise, set, visibleFrom = rise.at, visibleTo = set.at }) => [
    ...(visibleFrom.equals(rise.at) ? [] : [visibleFrom.subtract({ seconds: 5 })]),
    ...(visibleTo.equals(set.at) ? [] : [visibleTo.add({ seconds: 5 })]),
  ]);
  const within = visible.flatMap(({ visibleFrom, visibleTo }) => {
    if (!visibleFrom || !visibleTo) return [];
    const milliseconds = Math.floor(Math.min(5000, visibleTo.since(visibleFrom).total('milliseconds') / 2));
    return [visibleFrom.add({ milliseconds }), visibleTo.subtract({ milliseconds })];
  });
  expect(beside.length).toBeGreaterThan(0);
  expect(within.filter((moment) => !canBeSeen(moment, place))).toEqual([]);
  expect(beside.filter((moment) => canBeSeen(moment, place))).toEqual([]);
});

/** By SGP4 and astronomy-engine alone. */
function canBeSeen(moment: Temporal.Instant, place: typeof bluffton): boolean {
  const [sun] = bodiesOver(place, moment);
  return positionAt(orbit, moment)?.sunlit === true && Number(sun?.elevation) <= -6;
}

test('a pass that runs when the window begins or ends is there as a whole, one that is over is not', () => {
  const whole = passes('2014-01-23T06:00:00Z', '2014-01-23T07:00:00Z', 30);

  expect(passes('2014-01-23T06:27:30Z', '2014-01-23T07:00:00Z', 30)).toEqual(whole);
  expect(passes('2014-01-23T06:00:00Z', '2014-01-23T06:26:00Z', 30)).toEqual(whole);
  expect(passes('2014-01-23T06:28:20Z', '2014-01-23T07:00:00Z', 30)).toEqual([]);
  expect(passes('2014-01-23T06:00:00Z', '2014-01-23T06:25:36Z', 30)).toEqual([]);
});

test('a pass of a few seconds between two samples is found', () => {
  const [pass] = passes('2014-01-23T12:30:00Z', '2014-01-23T13:30:00Z', 10);
  const barely = Number(pass?.culmination.elevation) - 0.05;

  const found = passes('2014-01-23T12:30:00Z', '2014-01-23T13:30:00Z', barely);

  // Samples are taken on whole minutes, and this is half a minute from either.
  expect(found).toHaveLength(1);
  expect(secondsFrom('2014-01-23T12:56:27Z', found[0]?.culmination.at)).toBeLessThan(2);
  expect(found[0]?.set.at.since(found[0].rise.at).total('seconds')).toBeLessThan(20);
});

test('who never has the satellite above the horizon has no passes', () => {
  const pole = { latitude: 89, longitude: 0, elevation: 0 };

  expect(passes('2014-01-21T00:00:00Z', '2014-01-31T00:00:00Z', 10, pole)).toEqual([]);
});

test('where elements do not carry the satellite there are no passes', () => {
  expect(passes('2024-01-21T00:00:00Z', '2024-01-31T00:00:00Z', 10)).toEqual([]);
});
