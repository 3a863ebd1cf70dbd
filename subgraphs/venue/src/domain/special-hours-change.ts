import { invalid } from '@constellation/kit/input';
import { Refusal } from '@constellation/kit/refusal';
import { mostSpecialHours, type SpecialHours } from './special-hours.ts';

/** How many entries are remembered when they are past. */
export const mostPast = 400;

interface Change {
  readonly days: readonly SpecialHours[];
  readonly remove: readonly string[];
}

/**
 * A venue's special days after a change, by date and opening time; the days named are what the change says, all others
 * stay. Of those before today the last 400 are kept.
 * @throws Refusal OVERLAPPING_HOURS that leads to the later one of two, or INVALID_INPUT when they become too many
 */
export function changeDays(
  present: readonly SpecialHours[],
  { days, remove }: Change,
  today: Temporal.PlainDate,
): SpecialHours[] {
  const named = new Set([...days.map(({ date }) => date), ...remove]);
  const kept = present.filter(({ date }) => !named.has(date)).map((hours) => ({ hours }));
  const changed = [...kept, ...days.map((hours, index) => ({ hours, index }))].toSorted(byOpening);
  refuseOverlap(changed);
  return limit(
    changed.map(({ hours }) => hours),
    today.toString(),
  );
}

/** An entry, and its place in the input if it is from there. */
interface Entry {
  readonly hours: SpecialHours;
  readonly index?: number;
}

const byOpening = ({ hours: one }: Entry, { hours: other }: Entry) => compare(opening(one), opening(other));

const opening = ({ date, opens }: SpecialHours) => `${date} ${opens ?? ''}`;

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** The same day may hold several stretches, and the last of a day may reach into the next; touching ones are fine. */
function refuseOverlap(entries: readonly Entry[]): void {
  const stretches = entries.flatMap(toStretch);
  for (const [position, later] of stretches.entries()) {
    const earlier = stretches[position - 1];
    if (earlier && Temporal.PlainDateTime.compare(earlier.ends, later.begins) > 0) throw overlap(earlier, later);
  }
}

/** An entry on the venue's calendar, as far as it has times. */
interface Stretch extends Entry {
  readonly begins: Temporal.PlainDateTime;
  readonly ends: Temporal.PlainDateTime;
}

function toStretch(entry: Entry): Stretch[] {
  const { date, opens, closes } = entry.hours;
  if (opens === null || closes === null) return [];
  const day = Temporal.PlainDate.from(date);
  const lastDay = closes <= opens ? day.add({ days: 1 }) : day;
  return [{ ...entry, begins: day.toPlainDateTime(opens), ends: lastDay.toPlainDateTime(closes) }];
}

/** One of two that overlap is from the input, as those that are kept did not overlap before. */
function overlap(earlier: Entry, later: Entry): Refusal {
  const [at, other] = later.index === undefined ? [earlier, later] : [later, earlier];
  const { date, opens, closes } = other.hours;
  return new Refusal('OVERLAPPING_HOURS', `Overlaps the stretch of ${date} ${opens} to ${closes}`, {
    path: ['input', 'days', String(at.index)],
    details: { date, opens, closes, ...(other.index !== undefined && { other: other.index }) },
  });
}

function limit(all: readonly SpecialHours[], today: string): SpecialHours[] {
  const past = all.filter(({ date }) => date < today);
  const ahead = all.filter(({ date }) => date >= today);
  if (ahead.length > mostSpecialHours)
    throw invalid(`must not give the venue more than ${mostSpecialHours} entries from today on`, 'days');
  return [...past.slice(-mostPast), ...ahead];
}
