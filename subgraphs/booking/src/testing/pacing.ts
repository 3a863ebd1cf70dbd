import { type Interval, isUpTo } from '@constellation/schema/schedule';
import type { Ownership } from './ownership.ts';

/** How many parties that come within a slot had a place at once, at the most crowded instant. */
export function mostAtOnce(ownerships: readonly Ownership[], slot: Interval): number {
  const within = ({ start, end }: Interval, at: Temporal.Instant) => isUpTo(start, at) && !isUpTo(end, at);
  const arriving = ownerships.filter(({ stay }) => within(slot, stay.start)).map(({ owned }) => owned);
  return Math.max(0, ...arriving.map(({ start }) => arriving.filter((owned) => within(owned, start)).length));
}
