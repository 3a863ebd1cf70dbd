import { expect, test } from 'vitest';
import { closedOn, daily, datesFrom, onDay, scheduleOf, shown } from './schedule-for-tests.ts';
import { businessDay, type Schedule } from './schedule.ts';

const dayOf = (schedule: Schedule, date: string) =>
  shown([businessDay(schedule, Temporal.PlainDate.from(date))], schedule.timeZone);

test.each<readonly [what: string, schedule: Partial<Schedule>, expected: string]>([
  ['no hours', {}, '2026-05-02T00:00+02:00/2026-05-03T00:00+02:00'],
  ['days', { openingHours: daily('11:00', '23:00') }, '2026-05-02T00:00+02:00/2026-05-03T00:00+02:00'],
  ['nights', { openingHours: daily('18:00', '02:00') }, '2026-05-02T02:00+02:00/2026-05-03T02:00+02:00'],
  [
    'days and nights',
    { openingHours: [...daily('18:00', '02:00'), ...daily('10:00', '15:00')] },
    '2026-05-02T02:00+02:00/2026-05-03T02:00+02:00',
  ],
  ['no end', { openingHours: daily('06:00', '06:00') }, '2026-05-02T06:00+02:00/2026-05-03T06:00+02:00'],
  [
    'Friday nights',
    { openingHours: [{ weekday: 'FRIDAY', opens: '18:00', closes: '04:00' }] },
    '2026-05-02T04:00+02:00/2026-05-03T00:00+02:00',
  ],
  [
    'a special night',
    { openingHours: daily('18:00', '02:00'), specialHours: [onDay('2026-05-02', '20:00', '07:00')] },
    '2026-05-02T02:00+02:00/2026-05-03T07:00+02:00',
  ],
  [
    'a closed day',
    { openingHours: daily('18:00', '02:00'), specialHours: [closedOn('2026-05-01')] },
    '2026-05-02T00:00+02:00/2026-05-03T02:00+02:00',
  ],
])('with %s the business day lasts from when the night before is over', (_what, schedule, expected) => {
  expect(dayOf(scheduleOf(schedule), '2026-05-02')).toEqual([expected]);
});

test.each([
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['Australia/Lord_Howe', '2026-10-04', 23.5],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['Asia/Almaty', '2024-02-29', 25],
  ['Asia/Kolkata', '2026-03-29', 24],
  ['Pacific/Apia', '2011-12-30', 0],
])('in %s the business day of %s has %d hours', (timeZone, date, hours) => {
  const { start, end } = businessDay(scheduleOf({ timeZone }), Temporal.PlainDate.from(date));

  expect(start.until(end).total('hours')).toBe(hours);
});

test('where a date is missing the night before belongs to the day before', () => {
  const schedule = scheduleOf({ timeZone: 'Pacific/Apia', openingHours: daily('18:00', '02:00') });

  expect(dayOf(schedule, '2011-12-29')).toEqual(['2011-12-29T02:00-10:00/2011-12-31T02:00+14:00']);
  expect(dayOf(schedule, '2011-12-31')).toEqual(['2011-12-31T02:00+14:00/2012-01-01T02:00+14:00']);
});

test.each([
  ['Europe/Berlin', '2026-01-01', '2026-12-31'],
  ['America/New_York', '2026-01-01', '2026-12-31'],
  ['Australia/Lord_Howe', '2026-01-01', '2026-12-31'],
  // The clocks go forward from 23:00 to midnight here.
  ['America/Nuuk', '2024-03-20', '2024-11-05'],
  ['America/St_Johns', '2010-03-01', '2010-11-20'],
  ['Pacific/Apia', '2011-12-20', '2012-01-05'],
])('in %s every instant belongs to exactly one business day', (timeZone, first, last) => {
  const hours = ['00:00', '00:30', '02:30', '22:00', '23:30'];
  const dates = datesFrom(first, last);
  for (const opens of hours)
    for (const closes of hours) {
      const specialHours = dates.filter(({ day }) => day % 3 === 0).map((date) => closedOn(date.toString()));
      const schedule = scheduleOf({ timeZone, openingHours: daily(opens, closes), specialHours });
      const days = dates.map((date) => businessDay(schedule, date));

      expect(days.slice(1).map(({ start }) => start)).toEqual(days.slice(0, -1).map(({ end }) => end));
      expect(days.filter(({ start, end }) => Temporal.Instant.compare(start, end) > 0)).toEqual([]);
    }
});
