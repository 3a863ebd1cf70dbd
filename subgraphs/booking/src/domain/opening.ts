import { type OpeningStretch, weekdays } from './venue.ts';

/** Half-open stretch of time. */
export interface Interval {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
}

/** Whether the venue is open for the whole interval, a day long at most; nights past midnight belong to the day they began. */
export function isOpenDuring(hours: readonly OpeningStretch[], timeZone: string, { start, end }: Interval): boolean {
  const day = start.toZonedDateTimeISO(timeZone).toPlainDate();
  const begunAfter = (days: number) => stretchesOf(hours, timeZone, day.add({ days }));
  const hold = (open: readonly Interval[]) =>
    open.some((stretch) => isUpTo(stretch.start, start) && isUpTo(end, stretch.end));
  // Most stays lie within one stretch of their own day, which is cheaper to find.
  return hold(begunAfter(0)) || hold(joined([-1, 0, 1, 2].flatMap(begunAfter)));
}

/** The stretches that begin on a date, as instants. */
function stretchesOf(hours: readonly OpeningStretch[], timeZone: string, date: Temporal.PlainDate): Interval[] {
  const weekday = weekdays[date.dayOfWeek - 1];
  return hours
    .filter((stretch) => stretch.weekday === weekday)
    .map(({ opens, closes }) => {
      const closingDate = closes <= opens ? date.add({ days: 1 }) : date;
      return { start: instantOf(date, opens, timeZone), end: instantOf(closingDate, closes, timeZone) };
    });
}

/** Makes one of stretches that follow each other without a gap, such as those of a place that never closes. */
function joined(stretches: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const stretch of stretches.toSorted((one, other) => Temporal.Instant.compare(one.start, other.start))) {
    const last = result.at(-1);
    if (last && isUpTo(stretch.start, last.end))
      result.splice(-1, 1, { start: last.start, end: later(last.end, stretch.end) });
    else result.push(stretch);
  }
  return result;
}

const isUpTo = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) <= 0;

const later = (one: Temporal.Instant, other: Temporal.Instant) => (isUpTo(one, other) ? other : one);

const instantOf = (date: Temporal.PlainDate, time: string, timeZone: string) =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
