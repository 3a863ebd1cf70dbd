import { describe, expect, test } from 'vitest';
import { closedOn, daily, onDay, scheduleOf, shown, stay } from './schedule-for-tests.ts';
import { isOpenDuring, openWithin, stretchesOn } from './schedule.ts';

/** Where and when the clocks change, and for how long a bar that opens at 22:00 and closes at 05:00 is open that night. */
const nights = [
  ['Europe/Berlin', '2026-03-28', 'forward', 6],
  ['Europe/Berlin', '2026-10-24', 'back', 8],
  ['America/New_York', '2026-03-07', 'forward', 6],
  ['America/New_York', '2026-10-31', 'back', 8],
  ['Australia/Sydney', '2026-10-03', 'forward', 6],
  ['Australia/Sydney', '2026-04-04', 'back', 8],
  ['Australia/Lord_Howe', '2026-10-03', 'forward by half an hour', 6.5],
  ['Australia/Lord_Howe', '2026-04-04', 'back by half an hour', 7.5],
  ['Europe/Volgograd', '2020-12-26', 'back for good', 8],
  ['Asia/Almaty', '2024-02-29', 'back for good, at midnight', 8],
  ['Asia/Kolkata', '2026-03-28', 'on as ever', 7],
  ['America/Phoenix', '2026-03-07', 'on as ever', 7],
] as const;

describe.each(nights)('in %s, the night of %s, when the clocks go %s', (timeZone, date, _change, hours) => {
  const schedule = scheduleOf({ timeZone, openingHours: daily('22:00', '05:00') });
  const start = Temporal.PlainDateTime.from(`${date}T22:00`).toZonedDateTime(timeZone).toInstant();
  const end = start.add({ minutes: hours * 60 });

  test(`lasts ${hours} hours for who stays`, () => {
    expect(isOpenDuring(schedule, { start, end })).toBe(true);
    expect(isOpenDuring(schedule, { start, end: end.add({ minutes: 1 }) })).toBe(false);
    expect(isOpenDuring(schedule, { start: start.subtract({ minutes: 1 }), end })).toBe(false);
  });

  test(`lasts ${hours} hours for who asks when it is open`, () => {
    const around = { start: start.subtract({ hours: 8 }), end: end.add({ hours: 8 }) };

    expect(shown(openWithin(schedule, around), timeZone)).toEqual(shown([{ start, end }], timeZone));
  });
});

test.each([
  ['an opening', '02:30', '10:00', '2026-03-29T03:30+02:00/2026-03-29T10:00+02:00'],
  ['a closing', '22:00', '02:30', '2026-03-28T22:00+01:00/2026-03-29T03:30+02:00'],
  ['a whole stretch', '02:15', '02:45', '2026-03-29T03:15+02:00/2026-03-29T03:45+02:00'],
])('%s that the clocks skip comes that much later', (_what, opens, closes, expected) => {
  const schedule = scheduleOf({ openingHours: daily(opens, closes) });

  expect(shown(openWithin(schedule, stay('2026-03-28T12:00+01:00/PT24H')))).toContain(expected);
});

test('of a stretch that is over before it could begin there is nothing', () => {
  const schedule = scheduleOf({ openingHours: daily('02:30', '03:10') });

  expect(stretchesOn(schedule, Temporal.PlainDate.from('2026-03-29'))).toEqual([]);
});

test.each([
  ['an opening', '02:30', '10:00', '2026-10-25T02:30+02:00/2026-10-25T10:00+01:00'],
  ['a closing', '18:00', '02:30', '2026-10-24T18:00+02:00/2026-10-25T02:30+02:00'],
  ['a whole stretch', '02:15', '02:45', '2026-10-25T02:15+02:00/2026-10-25T02:45+02:00'],
])('%s that the clocks show twice comes at the first time', (_what, opens, closes, expected) => {
  const schedule = scheduleOf({ openingHours: daily(opens, closes) });

  expect(shown(openWithin(schedule, stay('2026-10-24T12:00+02:00/PT24H')))).toContain(expected);
});

test('stretches that touch when the clocks change leave no gap', () => {
  for (const day of ['2026-03-28T12:00+01:00/PT23H', '2026-10-24T12:00+02:00/PT25H']) {
    const schedule = scheduleOf({ openingHours: [...daily('12:00', '02:30'), ...daily('02:30', '12:00')] });

    expect(openWithin(schedule, stay(day))).toHaveLength(1);
  }
});

test('a time that a zone shows twice on either side of midnight belongs to both dates', () => {
  // Until 2011 the clocks of Newfoundland went back from 00:01 to 23:01 of the day before.
  const schedule = scheduleOf({
    timeZone: 'America/St_Johns',
    specialHours: [onDay('2010-11-06', '22:00', '23:30'), onDay('2010-11-07', '00:00', '02:00')],
  });

  const open = openWithin(schedule, stay('2010-11-06T23:10-03:30/PT10M'));

  expect(shown(open, 'America/St_Johns')).toEqual(['2010-11-06T23:10-03:30/2010-11-06T23:20-03:30']);
});

describe('in Samoa, which had no 30 December 2011', () => {
  const timeZone = 'Pacific/Apia';
  const aroundTheGap = stay('2011-12-29T12:00-10:00/2011-12-31T20:00+14:00');

  test('the night before goes on after the gap', () => {
    const schedule = scheduleOf({ timeZone, openingHours: daily('18:00', '02:00') });

    expect(shown(openWithin(schedule, aroundTheGap), timeZone)).toEqual([
      '2011-12-29T18:00-10:00/2011-12-31T02:00+14:00',
      '2011-12-31T18:00+14:00/2011-12-31T20:00+14:00',
    ]);
    expect(isOpenDuring(schedule, stay('2011-12-31T00:30+14:00/PT90M'))).toBe(true);
  });

  test.each([
    ['weekly', { openingHours: [{ weekday: 'FRIDAY', opens: '10:00', closes: '14:00' }] as const }],
    ['special', { specialHours: [onDay('2011-12-30', '10:00', '14:00'), closedOn('2011-12-31')] }],
  ])('the %s hours of the missing day are not', (_kind, hours) => {
    expect(openWithin(scheduleOf({ timeZone, ...hours }), aroundTheGap)).toEqual([]);
  });
});
