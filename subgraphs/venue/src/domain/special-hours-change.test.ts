import { expect, test } from 'vitest';
import { changeDays, mostPast } from './special-hours-change.ts';
import { mostSpecialHours, type SpecialHours } from './special-hours.ts';

const today = Temporal.PlainDate.from('2026-12-01');

const open = (date: string, opens: string, closes: string): SpecialHours => ({ date, opens, closes, note: null });
const closed = (date: string): SpecialHours => ({ date, opens: null, closes: null, note: null });

const lunch = open('2026-12-24', '12:00', '15:00');
const dinner = open('2026-12-24', '18:00', '02:00');

const many = (count: number, from: Temporal.PlainDate) =>
  Array.from({ length: count }, (_, days) => closed(from.add({ days }).toString()));

test('days that are set come in the order of time', () => {
  const days = changeDays([], { days: [closed('2026-12-25'), dinner, lunch], remove: [] }, today);

  expect(days).toEqual([lunch, dinner, closed('2026-12-25')]);
});

test('a day that is named is what the change says, and other days stay as they are', () => {
  const brunch = open('2026-12-24', '10:00', '14:00');

  const days = changeDays([lunch, dinner, closed('2026-12-25')], { days: [brunch], remove: [] }, today);

  expect(days).toEqual([brunch, closed('2026-12-25')]);
});

test('a day that is removed is special no more, whether it was or not', () => {
  const change = { days: [], remove: ['2026-12-24', '2026-12-31'] };

  expect(changeDays([lunch, dinner, closed('2026-12-25')], change, today)).toEqual([closed('2026-12-25')]);
});

test('days that are past can be set and removed', () => {
  const change = { days: [closed('2026-11-01')], remove: ['2026-10-01'] };

  expect(changeDays([closed('2026-10-01')], change, today)).toEqual([closed('2026-11-01')]);
});

test.each([
  ['within a day', [lunch, open('2026-12-24', '15:00', '18:00'), dinner]],
  ['across midnight', [dinner, open('2026-12-25', '02:00', '04:00')]],
  ['across midnight and a closed day', [open('2026-12-24', '12:00', '12:00'), closed('2026-12-25')]],
])('stretches may touch %s', (_where, days) => {
  expect(changeDays([], { days, remove: [] }, today)).toEqual(days);
});

test.each<readonly [what: string, days: readonly SpecialHours[], path: string, other: number]>([
  ['of one day', [lunch, open('2026-12-24', '14:59', '16:00')], '1', 0],
  ['with the same beginning', [lunch, open('2026-12-24', '12:00', '13:00')], '1', 0],
  ['where one holds the other', [open('2026-12-24', '10:00', '23:00'), lunch], '1', 0],
  ['that come in any order', [open('2026-12-24', '14:59', '16:00'), lunch], '0', 1],
  ['across midnight', [dinner, open('2026-12-25', '01:59', '04:00')], '1', 0],
  ['where one lasts a whole day', [open('2026-12-24', '12:00', '12:00'), open('2026-12-25', '11:00', '14:00')], '1', 0],
  ['across the year', [open('2026-12-31', '20:00', '05:00'), open('2027-01-01', '04:00', '08:00')], '1', 0],
])('overlapping stretches %s are refused with the way to the later one', (_what, days, index, other) => {
  const refusal = expect.objectContaining({
    code: 'OVERLAPPING_HOURS',
    inputPath: ['input', 'days', index],
    details: expect.objectContaining({ other, date: days[other]?.date }),
  });

  expect(() => changeDays([], { days, remove: [] }, today)).toThrow(refusal);
});

test.each([
  ['before', [dinner], open('2026-12-25', '01:00', '04:00'), dinner],
  [
    'after',
    [open('2026-12-25', '01:00', '04:00')],
    open('2026-12-24', '18:00', '02:00'),
    open('2026-12-25', '01:00', '04:00'),
  ],
])('a stretch that overlaps one from %s is refused with the way to the new one', (_where, present, added, other) => {
  const { date, opens, closes } = other;
  const refusal = expect.objectContaining({
    code: 'OVERLAPPING_HOURS',
    inputPath: ['input', 'days', '0'],
    details: { date, opens, closes },
  });

  expect(() => changeDays(present, { days: [added], remove: [] }, today)).toThrow(refusal);
});

test('what would overlap may go with the same change', () => {
  const early = open('2026-12-25', '01:00', '04:00');

  expect(changeDays([dinner], { days: [early], remove: ['2026-12-24'] }, today)).toEqual([early]);
});

test('as many days as there may be can be had from today on, and not one more', () => {
  const present = many(mostSpecialHours - 1, today);
  const refusal = expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', 'days'] });

  expect(changeDays(present, { days: [closed('2036-01-01')], remove: [] }, today)).toHaveLength(mostSpecialHours);
  expect(() => changeDays(present, { days: [closed('2036-01-01'), closed('2036-01-02')], remove: [] }, today)).toThrow(
    refusal,
  );
});

test('days that are past do not count, and the oldest are forgotten', () => {
  const past = many(mostPast + 10, today.subtract({ days: mostPast + 10 }));
  const ahead = many(mostSpecialHours, today);

  const days = changeDays([...past, ...ahead], { days: [], remove: [] }, today);

  expect(days).toEqual([...past.slice(10), ...ahead]);
});
