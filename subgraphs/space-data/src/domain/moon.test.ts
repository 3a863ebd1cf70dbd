import { expect, test } from 'vitest';
import { at, secondsFrom } from '../testing/instants.ts';
import { berlin } from '../testing/places.ts';
import { moonPhases } from './moon-phases.ts';
import { moonAt, phaseKind } from './moon.ts';
import { seasonsOf } from './seasons.ts';

test('full moons of early 2026 are within two minutes of Skyfield with DE440', () => {
  const expected = ['2026-01-03T10:02:54Z', '2026-02-01T22:09:14Z', '2026-03-03T11:37:53Z', '2026-04-02T02:11:57Z'];

  const full = moonPhases(at('2026-01-01T00:00:00Z'), at('2026-04-03T00:00:00Z')).filter(({ kind }) => kind === 'FULL');

  expect(full).toHaveLength(expected.length);
  for (const [index, text] of expected.entries()) expect(secondsFrom(text, full[index]?.at)).toBeLessThan(120);
});

test('phases of a stretch follow each other, its beginning belongs to it and its end does not', () => {
  const from = at('2026-01-01T00:00:00Z');
  const phases = moonPhases(from, at('2026-03-01T00:00:00Z'));
  const [first] = phases;

  expect(phases.map(({ kind }) => kind).slice(0, 4)).toEqual(['FULL', 'LAST_QUARTER', 'NEW', 'FIRST_QUARTER']);
  expect(moonPhases(from, first?.at ?? from)).toEqual([]);
  expect(moonPhases(first?.at ?? from, at('2026-01-04T00:00:00Z'))).toEqual([first]);
});

test.each([
  [0, 'NEW'],
  [22, 'NEW'],
  [23, 'WAXING_CRESCENT'],
  [90, 'FIRST_QUARTER'],
  [135, 'WAXING_GIBBOUS'],
  [180, 'FULL'],
  [225, 'WANING_GIBBOUS'],
  [270, 'LAST_QUARTER'],
  [315, 'WANING_CRESCENT'],
  [338, 'NEW'],
])('%i degrees east of the Sun the Moon is %s', (longitude, kind) => {
  expect(phaseKind(longitude)).toBe(kind);
});

test('a full Moon is lit, opposite the Sun, and up at night', () => {
  const moon = moonAt(berlin, 'Europe/Berlin', at('2026-03-03T11:37:53Z'));

  expect(moon).toMatchObject({ phase: 'FULL' });
  expect(moon.illumination).toBeGreaterThan(0.999);
  expect(moon.phaseAngle).toBeLessThan(1);
  expect(moon.distanceKm).toBeGreaterThan(356_000);
  expect(moon.distanceKm).toBeLessThan(407_000);
  expect(moon.set?.toZonedDateTimeISO('Europe/Berlin').hour).toBeLessThan(8);
  expect(moon.rise?.toZonedDateTimeISO('Europe/Berlin').hour).toBeGreaterThan(16);
});

test('about once a month there is a day on which the Moon does not rise', () => {
  const days = Array.from({ length: 30 }, (_, index) =>
    moonAt(berlin, 'Europe/Berlin', at('2026-03-01T12:00:00Z').add({ hours: 24 * index })),
  );

  expect(days.filter(({ rise }) => rise === undefined)).toHaveLength(1);
});

test('seasons of 2026 begin within a minute of Skyfield with DE440', () => {
  const [march, june, ...rest] = seasonsOf(2026);

  expect(secondsFrom('2026-03-20T14:45:57Z', march?.at)).toBeLessThan(60);
  expect(secondsFrom('2026-06-21T08:24:30Z', june?.at)).toBeLessThan(60);
  expect(rest.map(({ kind }) => kind)).toEqual(['SEPTEMBER_EQUINOX', 'DECEMBER_SOLSTICE']);
});
