import { type Weekday, weekdays, type WeeklyStretch } from '@constellation/schema/schedule';
import { expect, test } from 'vitest';
import { orderWeek } from './opening-hours.ts';

const stretch = (weekday: Weekday, opens: string, closes: string): WeeklyStretch => ({
  weekday,
  opens,
  closes,
});

const refusal = (index: number) =>
  expect.objectContaining({ code: 'OVERLAPPING_HOURS', inputPath: ['input', 'hours', String(index)] });

test('a week comes back from Monday on, by opening time within a day', () => {
  const dinner = stretch('MONDAY', '18:00', '23:00');
  const brunch = stretch('SUNDAY', '10:00', '14:00');
  const lunch = stretch('MONDAY', '12:00', '15:00');

  const week = orderWeek([dinner, brunch, lunch]);

  expect(week).toEqual([lunch, dinner, brunch]);
});

test('stretches may touch each other, across midnight and across the week too', () => {
  const hours = [
    stretch('MONDAY', '02:00', '12:00'),
    stretch('MONDAY', '12:00', '00:00'),
    stretch('TUESDAY', '00:00', '04:00'),
    stretch('SUNDAY', '20:00', '02:00'),
  ];

  const week = orderWeek(hours);

  expect(week).toHaveLength(4);
});

test('a place can be open round the clock', () => {
  const week = orderWeek(weekdays.map((day) => stretch(day, '06:00', '06:00')));

  expect(week).toHaveLength(7);
});

test('a week without hours is fine', () => {
  expect(orderWeek([])).toEqual([]);
});

test.each([
  ['of one day', [stretch('FRIDAY', '18:00', '23:00'), stretch('FRIDAY', '22:59', '23:30')]],
  ['with the same beginning', [stretch('FRIDAY', '18:00', '19:00'), stretch('FRIDAY', '18:00', '23:00')]],
  ['where one holds the other', [stretch('FRIDAY', '10:00', '23:00'), stretch('FRIDAY', '12:00', '13:00')]],
  ['across midnight', [stretch('FRIDAY', '20:00', '02:00'), stretch('SATURDAY', '01:30', '03:00')]],
  ['from Sunday night into Monday', [stretch('SUNDAY', '20:00', '02:00'), stretch('MONDAY', '01:59', '03:00')]],
  ['where one lasts a whole day', [stretch('FRIDAY', '10:00', '10:00'), stretch('SATURDAY', '09:00', '09:30')]],
])('overlapping stretches %s are refused with the way to the later one', (_case, hours) => {
  expect(() => orderWeek(hours)).toThrow(refusal(1));
});
