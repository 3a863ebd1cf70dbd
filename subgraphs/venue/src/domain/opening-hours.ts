import { Refusal } from '@constellation/kit/refusal';
import { weekdays, type WeeklyStretch } from '@constellation/schema/schedule';
import { z } from 'zod';
import { list, localTime } from './rules.ts';

const mostStretches = 50;
const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

const openingHours = z.object({ weekday: z.enum(weekdays), opens: localTime, closes: localTime });

/** What a venue's week must be like. */
export const newHours = z.object({ venueId: z.string(), hours: list(openingHours, { most: mostStretches }) });

export type NewHours = z.input<typeof newHours>;

/**
 * The stretches in the order of the week. Touching ones are fine; the week is a circle, so Sunday night meets Monday.
 * @throws Refusal OVERLAPPING_HOURS that leads to the later one of two.
 */
export function orderWeek(hours: readonly WeeklyStretch[]): readonly WeeklyStretch[] {
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
  readonly hours: WeeklyStretch;
  readonly index: number;
  readonly begins: number;
  readonly ends: number;
}

function toStretch(hours: WeeklyStretch, index: number): Stretch {
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
