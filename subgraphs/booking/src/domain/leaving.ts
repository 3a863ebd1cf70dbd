import { earlier, type Interval, isUpTo, later } from '@constellation/schema/schedule';
import { longestStayMinutes } from './request.ts';

/**
 * The stay of a party that has left: until then, as far as any stay lasts that long. It began when it was planned to, or
 * when the party was seated if it was gone before its time.
 */
export function stayUntil(
  leftAt: Temporal.Instant,
  { startsAt, seatedAt }: Readonly<Record<'startsAt' | 'seatedAt', Temporal.Instant>>,
): Interval {
  const start = isUpTo(leftAt, startsAt) ? earlier(startsAt, seatedAt) : startsAt;
  const shortest = start.add({ microseconds: 1 });
  const longest = start.add({ minutes: longestStayMinutes });
  return { start, end: earlier(later(leftAt, shortest), longest) };
}
