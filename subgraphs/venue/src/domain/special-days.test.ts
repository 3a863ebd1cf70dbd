import { expect, test } from 'vitest';
import { daysBetween, todayAt, withoutNotes } from './special-days.ts';

const closed = (date: string) => ({ date, opens: null, closes: null, note: null });
const lunch = { date: '2026-12-24', opens: '12:00', closes: '15:00' };

const venue = {
  timeZone: 'Pacific/Auckland',
  specialHours: [closed('2026-11-23'), closed('2026-11-24'), { ...lunch, note: 'Christmas' }],
};

test('today is the date at the venue', () => {
  expect(todayAt(venue, Temporal.Instant.from('2026-12-01T10:59:59Z')).toString()).toBe('2026-12-01');
  expect(todayAt(venue, Temporal.Instant.from('2026-12-01T11:00:00Z')).toString()).toBe('2026-12-02');
});

test('others get to know the days without what is for guests', () => {
  expect(withoutNotes(venue.specialHours)).toEqual([
    { date: '2026-11-23', opens: null, closes: null },
    { date: '2026-11-24', opens: null, closes: null },
    lunch,
  ]);
});

test.each([
  ['all', {}, ['2026-11-23', '2026-11-24', '2026-12-24']],
  ['all', { from: null, to: null }, ['2026-11-23', '2026-11-24', '2026-12-24']],
  ['those from the first day on', { from: '2026-11-24' }, ['2026-11-24', '2026-12-24']],
  ['those up to the last day', { to: '2026-11-24' }, ['2026-11-23', '2026-11-24']],
  ['those of one day', { from: '2026-12-24', to: '2026-12-24' }, ['2026-12-24']],
  ['none', { from: '2026-12-24', to: '2026-11-24' }, []],
])('of the days %s are shown: %j', (_what, range, expected) => {
  const read = (text?: string | null) => (text ? Temporal.PlainDate.from(text) : null);
  const { from, to } = { from: undefined, to: undefined, ...range };

  const days = daysBetween(venue, { from: read(from), to: read(to) });

  expect(days.map(({ date }) => date.toString())).toEqual(expected);
});

test('a day is shown as closed or with its times', () => {
  expect(daysBetween(venue, {})).toMatchObject([
    { closed: true, opens: null, closes: null, note: null },
    { closed: true },
    { closed: false, opens: '12:00', closes: '15:00', note: 'Christmas' },
  ]);
});
