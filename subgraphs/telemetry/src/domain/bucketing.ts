import { Refusal } from '@constellation/kit/refusal';

/** What is kept of readings: themselves, and rollups by minute, hour and day. */
export type Tier = 'readings' | 'minutes' | 'hours' | 'days';

/** Equal stretches of time, one after the other, counted from 1970 in UTC; in milliseconds. */
export interface Bucketing {
  readonly firstMs: number;
  readonly everyMs: number;
  readonly count: number;
  /** The coarsest that they can be put together from. */
  readonly tier: Tier;
}

/** As somebody asks for them. */
export interface Stretch {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly every: Temporal.Duration;
}

const most = 10_000;
const mostTogether = 100_000;
const shortestMs = 1_000;
const longestMs = 366 * 86_400_000;

/**
 * The buckets of a stretch of time, whole at both ends.
 * @throws Refusal BAD_USER_INPUT for a stretch of before 1970 or that ends before it begins, a length out of bounds, or too
 * many of them
 */
export function bucketing({ from, to, every }: Stretch): Bucketing {
  const everyMs = millisecondsOf(every);
  if (!(everyMs >= shortestMs && everyMs <= longestMs && Number.isInteger(everyMs))) {
    throw bad('every', 'every must be from PT1S to P366D, in days, hours, minutes, seconds and whole milliseconds');
  }
  if (from.epochMilliseconds < 0) throw bad('from', 'from must not be before 1970');
  if (Temporal.Instant.compare(from, to) >= 0) throw bad('to', 'to must be after from');
  const first = Math.floor(from.epochMilliseconds / everyMs);
  const count = Math.ceil(ceiling(to) / everyMs) - first;
  if (count > most) throw bad('every', `every must be longer: there are at most ${most} buckets`);
  return { firstMs: first * everyMs, everyMs, count, tier: tierOf(everyMs) };
}

/**
 * How many buckets a request has asked for with these, of all series together; it keeps all that it shows in memory, buckets
 * without readings too.
 * @throws Refusal BAD_USER_INPUT for too many
 */
export function countTogether(before: number, asked: readonly Bucketing[]): number {
  const together = asked.reduce((sum, { count }) => sum + count, before);
  if (together <= mostTogether) return together;
  throw bad(
    'every',
    `Ask for fewer devices or longer buckets: there are at most ${mostTogether} of all series together`,
  );
}

/** Calendar units have no length. */
const millisecondsOf = (every: Temporal.Duration): number =>
  every.years || every.months || every.weeks ? Number.NaN : every.total('milliseconds');

/** A bucket may begin within the millisecond. */
const ceiling = ({ epochNanoseconds, epochMilliseconds }: Temporal.Instant): number =>
  epochNanoseconds % 1_000_000n === 0n ? epochMilliseconds : epochMilliseconds + 1;

/** How long the buckets of rollups are. */
export const lengthMs = { days: 86_400_000, hours: 3_600_000, minutes: 60_000 } as const;

const tierOf = (everyMs: number): Tier =>
  (['days', 'hours', 'minutes'] as const).find((tier) => everyMs % lengthMs[tier] === 0) ?? 'readings';

const bad = (argument: string, message: string) => new Refusal('BAD_USER_INPUT', message, { path: [argument] });
