import type { Interval } from './interval.ts';
import { type Schedule, type SpecialStretch, weekdays, type WeeklyStretch } from './schedule.ts';

/** A schedule in Berlin without any hours, apart from what is given. */
export const scheduleOf = (given: Partial<Schedule>): Schedule => ({
  timeZone: 'Europe/Berlin',
  openingHours: [],
  specialHours: [],
  ...given,
});

/** The same stretch on every day of the week. */
export const daily = (opens: string, closes: string): WeeklyStretch[] =>
  weekdays.map((weekday) => ({ weekday, opens, closes }));

/** A stretch of a special day. */
export const onDay = (date: string, opens: string, closes: string): SpecialStretch => ({ date, opens, closes });

/** A special day without any stretch. */
export const closedOn = (date: string): SpecialStretch => ({ date, opens: null, closes: null });

/** Reads a stay such as `2026-05-01T19:00+02:00/PT90M`, or until a second instant. */
export function stay(text: string): Interval {
  const [first = '', second = ''] = text.split('/');
  const start = Temporal.Instant.from(first);
  const end = second.startsWith('P') ? start.add(Temporal.Duration.from(second)) : Temporal.Instant.from(second);
  return { start, end };
}

/** Stretches as a zone's clocks show them, such as `2026-05-01T19:00+02:00/2026-05-01T23:00+02:00`. */
export function shown(stretches: readonly Interval[], timeZone = 'Europe/Berlin'): string[] {
  const clock = (instant: Temporal.Instant) => instant.toString({ timeZone, smallestUnit: 'minute' });
  return stretches.map(({ start, end }) => `${clock(start)}/${clock(end)}`);
}

/** The dates from one to another, both included. */
export function datesFrom(first: string, last: string): Temporal.PlainDate[] {
  const start = Temporal.PlainDate.from(first);
  return Array.from({ length: start.until(last).days + 1 }, (_, days) => start.add({ days }));
}
