import { expect, test } from 'vitest';
import { closedOn, daily, onDay, scheduleOf, shown, stay } from './schedule-for-tests.ts';
import { isOpenDuring, openWithin, type SpecialStretch } from './schedule.ts';

const evenings = daily('18:00', '02:00');

/** The open stretches of 24 to 26 December 2026 with the nights on either side, by `evenings`. */
const christmas = (specialHours: readonly SpecialStretch[]) =>
  shown(
    openWithin(
      scheduleOf({ openingHours: evenings, specialHours }),
      stay('2026-12-24T12:00+01:00/2026-12-26T12:00+01:00'),
    ),
  ).map((stretch) => stretch.replaceAll('2026-12-', '').replaceAll('+01:00', ''));

test.each<readonly [what: string, specialHours: readonly SpecialStretch[], expected: readonly string[]]>([
  ['no special day', [], ['24T18:00/25T02:00', '25T18:00/26T02:00']],
  ['a closed day, into which the night before still reaches', [closedOn('2026-12-25')], ['24T18:00/25T02:00']],
  ['a closed day before', [closedOn('2026-12-24')], ['25T18:00/26T02:00']],
  ['other hours', [onDay('2026-12-25', '11:00', '15:00')], ['24T18:00/25T02:00', '25T11:00/25T15:00']],
  [
    'several stretches',
    [onDay('2026-12-25', '20:00', '22:00'), onDay('2026-12-25', '11:00', '15:00')],
    ['24T18:00/25T02:00', '25T11:00/25T15:00', '25T20:00/25T22:00'],
  ],
  ['a night that ends later', [onDay('2026-12-24', '22:00', '05:00')], ['24T22:00/25T05:00', '25T18:00/26T02:00']],
  [
    'a night that reaches into a closed day',
    [onDay('2026-12-24', '22:00', '05:00'), closedOn('2026-12-25')],
    ['24T22:00/25T05:00'],
  ],
  [
    'a night that reaches into the weekly hours of the next day',
    [onDay('2026-12-24', '20:00', '19:00')],
    ['24T20:00/26T02:00'],
  ],
  [
    'a day that begins while the weekly night before still lasts',
    [onDay('2026-12-25', '01:00', '04:00')],
    ['24T18:00/25T04:00'],
  ],
  ['a whole day', [onDay('2026-12-25', '00:00', '00:00')], ['24T18:00/26T00:00']],
  ['another day', [closedOn('2026-12-31')], ['24T18:00/25T02:00', '25T18:00/26T02:00']],
])('with %s a venue is open when it says', (_what, specialHours, expected) => {
  expect(christmas(specialHours)).toEqual(expected);
});

test('a stay that the weekly hours would allow is not within a closed day', () => {
  const dinner = stay('2026-12-25T19:00+01:00/PT2H');

  expect(isOpenDuring(scheduleOf({ openingHours: evenings }), dinner)).toBe(true);
  expect(isOpenDuring(scheduleOf({ openingHours: evenings, specialHours: [closedOn('2026-12-25')] }), dinner)).toBe(
    false,
  );
});

test('a venue without weekly hours is open on its special days alone', () => {
  const schedule = scheduleOf({ specialHours: [onDay('2026-12-25', '11:00', '15:00')] });

  expect(isOpenDuring(schedule, stay('2026-12-25T12:00+01:00/PT2H'))).toBe(true);
  expect(isOpenDuring(schedule, stay('2027-12-25T12:00+01:00/PT2H'))).toBe(false);
});
