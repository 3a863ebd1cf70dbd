import { expect, test } from 'vitest';
import { isOpen, openIntervals } from './open-intervals.ts';

const at = (text: string) => Temporal.Instant.from(text);

const venue = {
  timeZone: 'Europe/Berlin',
  openingHours: [{ weekday: 'FRIDAY', opens: '18:00', closes: '02:00' }] as const,
  specialHours: [{ date: '2026-05-08', opens: null, closes: null, note: 'Closed for a wedding' }],
  closed: false,
};

const may = { from: at('2026-05-01T00:00+02:00'), to: at('2026-05-16T00:00+02:00') };
const night = { start: at('2026-05-01T18:00+02:00'), end: at('2026-05-02T02:00+02:00') };

test('a venue is open on its weekdays, but not on a special day that is closed', () => {
  const fortnightLater = { start: at('2026-05-15T18:00+02:00'), end: may.to };

  expect(openIntervals(venue, may)).toEqual([night, fortnightLater]);
  expect(isOpen(venue, at('2026-05-02T01:59+02:00'))).toBe(true);
  expect(isOpen(venue, at('2026-05-02T02:00+02:00'))).toBe(false);
  expect(isOpen(venue, at('2026-05-08T19:00+02:00'))).toBe(false);
});

test('a venue that is closed for good is never open', () => {
  const closed = { ...venue, closed: true };

  expect(openIntervals(closed, may)).toEqual([]);
  expect(isOpen(closed, night.start)).toBe(false);
});

test('a range that is empty has no stretches', () => {
  expect(openIntervals(venue, { from: night.start, to: night.start })).toEqual([]);
});

test.each([
  ['in summer', '2026-05-01T00:00+02:00', '2026-07-02T00:00+02:00'],
  ['over a change of clocks that makes them longer', '2026-10-01T00:00+02:00', '2026-12-02T00:00+01:00'],
  ['over a change of clocks that makes them shorter', '2026-03-01T00:00+01:00', '2026-05-02T01:00+02:00'],
])('62 days %s may be asked for, and no longer', (_when, from, to) => {
  const refusal = expect.objectContaining({ code: 'BAD_USER_INPUT', inputPath: ['to'] });

  expect(openIntervals(venue, { from: at(from), to: at(to) }).length).toBeGreaterThan(7);
  expect(() => openIntervals(venue, { from: at(from), to: at(to).add({ nanoseconds: 1 }) })).toThrow(refusal);
});

test.each([venue, { ...venue, closed: true }])('a range that ends before it begins is bad input', (each) => {
  const backwards = { from: night.end, to: night.start };
  const refusal = expect.objectContaining({ code: 'BAD_USER_INPUT', inputPath: ['to'] });

  expect(() => openIntervals(each, backwards)).toThrow(refusal);
});
