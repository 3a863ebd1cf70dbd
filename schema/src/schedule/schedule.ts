import { byStart, earlier, type Interval, isUpTo, joined, lasts, later } from './interval.ts';

/** When a venue is open, as its snapshot tells it: wall-clock times in one zone. */
export interface Schedule {
  readonly timeZone: string;
  readonly openingHours: readonly WeeklyStretch[];
  readonly specialHours: readonly SpecialStretch[];
}

/** In the order of ISO 8601, Monday first. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** A day of the week. */
export type Weekday = (typeof weekdays)[number];

/** One stretch that begins on a weekday, `HH:MM`; `closes` at or before `opens` means the next day. */
export interface WeeklyStretch {
  readonly weekday: Weekday;
  readonly opens: string;
  readonly closes: string;
}

/** One stretch that begins on a date, `YYYY-MM-DD`, in place of the weekly ones; without times the date has none. */
export interface SpecialStretch {
  readonly date: string;
  readonly opens: string | null;
  readonly closes: string | null;
}

/**
 * The stretches that begin on a date, by their beginning. Where the clocks skip a time it counts as that much later,
 * where they show it twice as the first (RFC 5545, section 3.3.5); what that leaves nothing of is no stretch.
 */
export function stretchesOn(schedule: Schedule, date: Temporal.PlainDate): Interval[] {
  const { timeZone } = schedule;
  if (isSkipped(date, timeZone)) return [];
  return hoursOf(schedule, date)
    .map(({ opens, closes }) => ({
      start: instantOf(date, opens, timeZone),
      end: instantOf(closes <= opens ? date.add({ days: 1 }) : date, closes, timeZone),
    }))
    .filter(lasts)
    .toSorted(byStart);
}

/** Special days stand in for the weekly hours of their date. */
function hoursOf({ openingHours, specialHours }: Schedule, date: Temporal.PlainDate): Hours[] {
  const day = date.toString();
  const special = specialHours.filter((each) => each.date === day);
  if (special.length > 0)
    return special.flatMap(({ opens, closes }) => (opens === null || closes === null ? [] : [{ opens, closes }]));
  const weekday = weekdays[date.dayOfWeek - 1];
  return openingHours.filter((stretch) => stretch.weekday === weekday);
}

interface Hours {
  readonly opens: string;
  readonly closes: string;
}

/** The open stretches within an interval, cut off at its ends, those that touch joined into one. */
export function openWithin(schedule: Schedule, { start, end }: Interval): Interval[] {
  return joined(stretchesBetween(schedule, { start, end }))
    .map((stretch) => ({ start: later(stretch.start, start), end: earlier(stretch.end, end) }))
    .filter(lasts);
}

/** Whether the venue is open for the whole interval; nights past midnight belong to the day they began. */
export function isOpenDuring(schedule: Schedule, stay: Interval): boolean {
  const covers = (stretch: Interval) => isUpTo(stretch.start, stay.start) && isUpTo(stay.end, stretch.end);
  // Most stays lie within one stretch of their own day, which is cheaper to find.
  return (
    stretchesOn(schedule, dateOf(stay.start, schedule)).some(covers) ||
    joined(stretchesBetween(schedule, stay)).some(covers)
  );
}

/** Whether the venue is open at an instant; at the closing it no longer is. */
export const isOpenAt = (schedule: Schedule, at: Temporal.Instant): boolean =>
  stretchesBetween(schedule, { start: at, end: at }).some(
    ({ start, end }) => isUpTo(start, at) && Temporal.Instant.compare(at, end) < 0,
  );

/**
 * The business day: from when the last night that began before the date has closed, or from midnight, to the same of
 * the next date. Every instant belongs to exactly one; a date that the zone skips has an empty one.
 */
export const businessDay = (schedule: Schedule, date: Temporal.PlainDate): Interval => ({
  start: businessStart(schedule, date),
  end: businessStart(schedule, date.add({ days: 1 })),
});

function businessStart(schedule: Schedule, date: Temporal.PlainDate): Temporal.Instant {
  const midnight = date.toZonedDateTime(schedule.timeZone);
  const dayBefore = midnight.subtract({ nanoseconds: 1 }).toPlainDate();
  const closed = stretchesOn(schedule, dayBefore).reduce((last, { end }) => later(last, end), midnight.toInstant());
  // A closing that the clocks put off until after midnight is not the next date's.
  return earlier(closed, midnight.toPlainDate().add({ days: 1 }).toZonedDateTime(schedule.timeZone).toInstant());
}

/** Every stretch that could meet an interval. One lasts a day at most, and a date that the zone skips may lie between. */
export function stretchesBetween(schedule: Schedule, { start, end }: Interval): Interval[] {
  const first = dateOf(start, schedule).subtract({ days: 2 });
  const last = dateOf(end, schedule).add({ days: 1 });
  const dates = Array.from({ length: first.until(last).days + 1 }, (_, days) => first.add({ days }));
  return dates.flatMap((date) => stretchesOn(schedule, date));
}

/** Whether a zone goes from the day before to the day after, as Samoa did when it crossed the date line. */
const isSkipped = (date: Temporal.PlainDate, timeZone: string) =>
  !date.toZonedDateTime(timeZone).toPlainDate().equals(date);

const dateOf = (instant: Temporal.Instant, { timeZone }: Schedule) =>
  instant.toZonedDateTimeISO(timeZone).toPlainDate();

const instantOf = (date: Temporal.PlainDate, time: string, timeZone: string) =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
