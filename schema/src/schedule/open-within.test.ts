import { expect, test } from 'vitest';
import { daily, scheduleOf, shown, stay } from './schedule-for-tests.ts';
import { isOpenAt, openWithin } from './schedule.ts';

const lunchAndDinner = scheduleOf({ openingHours: [...daily('18:00', '02:00'), ...daily('11:30', '14:30')] });

test('the stretches of a day come in the order of time', () => {
  expect(shown(openWithin(lunchAndDinner, stay('2026-05-01T06:00+02:00/PT24H')))).toEqual([
    '2026-05-01T11:30+02:00/2026-05-01T14:30+02:00',
    '2026-05-01T18:00+02:00/2026-05-02T02:00+02:00',
  ]);
});

test.each([
  ['within a stretch', '2026-05-01T12:00+02:00/PT1H', ['2026-05-01T12:00+02:00/2026-05-01T13:00+02:00']],
  ['after midnight', '2026-05-01T00:30+02:00/PT30M', ['2026-05-01T00:30+02:00/2026-05-01T01:00+02:00']],
  ['up to an opening', '2026-05-01T03:00+02:00/2026-05-01T11:30+02:00', []],
  ['from a closing on', '2026-05-01T14:30+02:00/2026-05-01T18:00+02:00', []],
  ['at one instant', '2026-05-01T12:00+02:00/PT0S', []],
])('what lies %s is cut off at both ends', (_what, range, expected) => {
  expect(shown(openWithin(lunchAndDinner, stay(range)))).toEqual(expected);
});

test.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'])(
  'a venue in %s that never closes is open in one stretch, for half a year',
  (timeZone) => {
    const schedule = scheduleOf({ timeZone, openingHours: daily('00:00', '00:00') });
    const range = stay('2026-01-10T12:34:56Z/2026-07-10T12:34:56Z');

    expect(openWithin(schedule, range)).toEqual([range]);
  },
);

test.each([
  ['before the opening', '2026-05-01T11:29:59.999999999+02:00', false],
  ['at the opening', '2026-05-01T11:30+02:00', true],
  ['just before the closing', '2026-05-01T14:29:59.999999999+02:00', true],
  ['at the closing', '2026-05-01T14:30+02:00', false],
  ['after midnight', '2026-05-01T01:59+02:00', true],
  ['when the night is over', '2026-05-01T02:00+02:00', false],
])('%s it is known whether a venue is open', (_when, at, expected) => {
  expect(isOpenAt(lunchAndDinner, Temporal.Instant.from(at))).toBe(expected);
});

test.each([
  ['forward', '2026-03-29T03:00+02:00', '2026-03-29T01:59:59+01:00'],
  ['back', '2026-10-25T02:00+01:00', '2026-10-25T02:59:59+02:00'],
])('when the clocks go %s a night without end is not interrupted', (_change, ...instants) => {
  const schedule = scheduleOf({ openingHours: daily('20:00', '06:00') });

  expect(instants.map((at) => isOpenAt(schedule, Temporal.Instant.from(at)))).toEqual([true, true]);
});
