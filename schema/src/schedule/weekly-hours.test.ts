import { describe, expect, test } from 'vitest';
import { daily, scheduleOf, stay } from './schedule-for-tests.ts';
import { isOpenDuring, type WeeklyStretch } from './schedule.ts';

const isOpen = (openingHours: readonly WeeklyStretch[], text: string, timeZone = 'Europe/Berlin') =>
  isOpenDuring(scheduleOf({ timeZone, openingHours }), stay(text));

describe('a restaurant open from 11:00 to 23:00', () => {
  test.each([
    ['from the opening on', '2026-05-01T11:00+02:00/PT2H', true],
    ['until the closing', '2026-05-01T21:00+02:00/PT2H', true],
    ['all day long', '2026-05-01T11:00+02:00/PT12H', true],
    ['a minute too early', '2026-05-01T10:59+02:00/PT2H', false],
    ['a minute too late', '2026-05-01T21:01+02:00/PT2H', false],
    ['at night', '2026-05-01T02:00+02:00/PT1H', false],
    ['from one day into the next', '2026-05-01T22:00+02:00/PT14H', false],
  ])('%s: %s %j', (_, text, expected) => {
    expect(isOpen(daily('11:00', '23:00'), text)).toBe(expected);
  });
});

describe('a bar open on Fridays and Saturdays from 18:00 to 02:00', () => {
  const nights: WeeklyStretch[] = [
    { weekday: 'FRIDAY', opens: '18:00', closes: '02:00' },
    { weekday: 'SATURDAY', opens: '18:00', closes: '02:00' },
  ];

  test.each([
    ['past midnight', '2026-05-01T23:00+02:00/PT3H', true],
    ['after midnight', '2026-05-02T00:30+02:00/PT1H', true],
    ['past the closing', '2026-05-02T00:30+02:00/PT2H', false],
    ['in the night that Saturday began', '2026-05-03T01:00+02:00/PT1H', true],
    ['on a closed Sunday', '2026-05-03T19:00+02:00/PT1H', false],
    ['in the night before Friday', '2026-05-01T01:00+02:00/PT30M', false],
  ])('%s: %s %j', (_, text, expected) => {
    expect(isOpen(nights, text)).toBe(expected);
  });
});

describe('stretches of one day', () => {
  const lunchAndDinner = [...daily('11:30', '14:30'), ...daily('18:00', '22:00')];
  const changeOfShift = [...daily('17:00', '23:00'), ...daily('10:00', '17:00')];

  test('a stay may not bridge a break', () => {
    expect(isOpen(lunchAndDinner, '2026-05-01T14:00+02:00/PT5H')).toBe(false);
    expect(isOpen(lunchAndDinner, '2026-05-01T18:00+02:00/PT4H')).toBe(true);
  });

  test('stretches that touch are one, in whatever order they come', () => {
    expect(isOpen(changeOfShift, '2026-05-01T16:00+02:00/PT2H')).toBe(true);
  });

  test('a venue without hours is never open', () => {
    expect(isOpen([], '2026-05-01T12:00+02:00/PT15M')).toBe(false);
  });
});

describe('a venue that never closes', () => {
  test.each([
    ['Europe/Berlin', '2026-05-01T23:30+02:00/PT24H'],
    ['Europe/Berlin', '2026-03-28T23:30+01:00/PT24H'],
    ['Europe/Berlin', '2026-10-24T23:30+02:00/PT24H'],
    ['America/New_York', '2026-03-07T23:59-05:00/PT24H'],
    ['Australia/Sydney', '2026-10-03T23:30+10:00/PT24H'],
    ['Australia/Lord_Howe', '2026-04-04T23:30+11:00/PT168H'],
  ])('in %s takes a stay of a day and more: %s', (timeZone, text) => {
    expect(isOpen(daily('00:00', '00:00'), text, timeZone)).toBe(true);
  });
});

describe('the day is the venue’s', () => {
  const fridays: WeeklyStretch[] = [{ weekday: 'FRIDAY', opens: '08:00', closes: '12:00' }];

  test.each([
    ['Pacific/Kiritimati', '2026-04-30T18:00:00Z/PT4H', true],
    ['Pacific/Kiritimati', '2026-05-01T18:00:00Z/PT4H', false],
    ['Pacific/Niue', '2026-05-01T19:00:00Z/PT4H', true],
    ['Pacific/Niue', '2026-04-30T19:00:00Z/PT4H', false],
    ['Asia/Kathmandu', '2026-05-01T02:15:00Z/PT4H', true],
  ])('in %s: %s %j', (timeZone, text, expected) => {
    expect(isOpen(fridays, text, timeZone)).toBe(expected);
  });
});
