import { Refusal } from '@constellation/kit/refusal';
import { z } from 'zod';
import { list } from './rules.ts';

/** Days in the order of the ISO week. */
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

const mostStretches = 50;
const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a wall-clock time such as 19:30');

const openingHours = z.object({ weekday: z.enum(weekdays), opens: localTime, closes: localTime });

/** One stretch that begins on a weekday; `closes` at or before `opens` means the next day. */
export type OpeningHours = z.output<typeof openingHours>;

/** What a venue's week must be like. */
export const newHours = z.object({ venueId: z.string(), hours: list(openingHours, { most: mostStretches }) });

export type NewHours = z.input<typeof newHours>;

/**
 * The stretches in the order of the week. Touching ones are fine; the week is a circle, so Sunday night meets Monday.
 * @throws Refusal OVERLAPPING_HOURS that leads to the later one of two.
 */
export function orderWeek(hours: readonly OpeningHours[]): readonly OpeningHours[] {
  const week = hours.map(toStretch).toSorted((one, other) => one.begins - other.begins);
  const nextRound = week.slice(0, 1).map((first) => ({ ...first, begins: first.begins + weekMinutes }));
  const followers = [...week.slice(1), ...nextRound];
  for (const [position, follower] of followers.entries()) {
    const stretch = week[position];
    if (stretch && stretch.ends > follower.begins) throw overlap(stretch, follower);
  }
  return week.map(({ hours: { weekday, opens, closes } }) => ({ weekday, opens, closes }));
}

/** A stretch in minutes since the beginning of its week, and its place in the input. */
interface Stretch {
  readonly hours: OpeningHours;
  readonly index: number;
  readonly begins: number;
  readonly ends: number;
}

function toStretch(hours: OpeningHours, index: number): Stretch {
  const opens = minuteOfDay(hours.opens);
  const closes = minuteOfDay(hours.closes);
  const begins = weekdays.indexOf(hours.weekday) * dayMinutes + opens;
  const length = closes > opens ? closes - opens : closes + dayMinutes - opens;
  return { hours, index, begins, ends: begins + length };
}

const minuteOfDay = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function overlap(earlier: Stretch, later: Stretch): Refusal {
  const { weekday, opens, closes } = earlier.hours;
  return new Refusal('OVERLAPPING_HOURS', `Overlaps the stretch of ${weekday} ${opens} to ${closes}`, {
    path: ['input', 'hours', String(later.index)],
    details: { other: earlier.index },
  });
}
