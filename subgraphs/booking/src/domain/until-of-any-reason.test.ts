import { type Interval, isUpTo, overlap, stretchesBetween } from '@constellation/schema/schedule';
import { expect, test } from 'vitest';
import { lastingAt } from '../testing/lasting.ts';
import { randomDay } from '../testing/random-day.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { type Slot, slotsOf, type Wanted } from './availability.ts';
import { instantOf, momentOf, spanOf } from './moment.ts';
import type { Obstacle } from './obstacle.ts';
import { openTimesFor } from './open-times.ts';
import { type Claim, claimedFor, closedFor, type Rivals } from './placement.ts';
import { slotOf } from './slot.ts';

interface Asked {
  readonly wanted: Wanted;
  readonly rivals: Rivals;
  readonly slot: Slot;
  readonly reason: Obstacle;
}

/** How it is known that a reason lasts. */
interface Judge {
  /** Whether it still is in the way at a time: of who comes then or, where holds lapse, of who asks then. */
  readonly lastsAt: (time: Temporal.Instant) => boolean;
  /** Times at which that may change, whether before or behind. */
  readonly turns: readonly Temporal.Instant[];
}

const judges: Readonly<Partial<Record<Obstacle['code'], (asked: Asked) => Judge>>> = {
  CLOSED: ({ wanted, slot }) => ({
    lastsAt: (time) => isClosed(wanted, stayFrom(wanted, time)),
    turns: openingsAfter(wanted, instantOf(slot.startsAt)),
  }),
  TAKEN: ({ wanted, rivals, slot, reason }) => {
    const taken = rivals.claims.filter(({ lapsesAt, overstays }) => lapsesAt === null && !overstays);
    const takenAt = (id: string, time: Temporal.Instant) => isClaimed(id, inTheWay(wanted, taken, time));
    // Nobody knows when a party leaves that was to have left already.
    const lastsFor = (id: string, time: Temporal.Instant) =>
      takenAt(id, time) || !takenAt(id, instantOf(slot.startsAt));
    return {
      lastsAt: (time) => reason.tableIds?.every((id) => lastsFor(id, time)) ?? true,
      turns: taken.map(({ endsAt }) => instantOf(endsAt)),
    };
  },
  HELD: ({ wanted, rivals, slot, reason }) => {
    const claims = inTheWay(wanted, rivals.claims, instantOf(slot.startsAt));
    return {
      lastsAt: (time) => reason.tableIds?.every((id) => isClaimed(id, lastingAt(claims, time))) ?? true,
      turns: claims.map(({ lapsesAt }) => instantOf(lapsesAt ?? 0)),
    };
  },
  PACING: ({ wanted: { venue, policy }, slot: { startsAt } }) => {
    const slot = slotOf(venue, policy.slotMinutes, instantOf(startsAt));
    return {
      lastsAt: (time) => slotOf(venue, policy.slotMinutes, time)?.from === slot?.from,
      turns: slot ? [slot.from, slot.to - 1, slot.to].map(instantOf) : [],
    };
  },
};

const isClosed = ({ venue }: Wanted, stay: Interval) =>
  closedFor(venue, spanOf(stay), openTimesFor(venue, stay)) !== undefined;

/** Within a week. */
function openingsAfter({ venue }: Wanted, start: Temporal.Instant): Temporal.Instant[] {
  const end = start.add({ hours: 7 * 24 });
  const openings = stretchesBetween(venue, { start, end }).map((stretch) => stretch.start);
  return openings.filter((opening) => isUpTo(opening, end));
}

const stayFrom = ({ stayMinutes }: Wanted, start: Temporal.Instant) => ({
  start,
  end: start.add({ minutes: stayMinutes }),
});

const inTheWay = (wanted: Wanted, claims: readonly Claim[], start: Temporal.Instant): Claim[] => {
  const stretch = claimedFor({ ...wanted, stay: stayFrom(wanted, start) });
  return claims.filter(({ startsAt, endsAt }) =>
    overlap(stretch, { start: instantOf(startsAt), end: instantOf(endsAt) }),
  );
};

const isClaimed = (id: string, claims: readonly Claim[]) => claims.some(({ tableId }) => tableId === id);

/** The first time at which a reason is over, as far as it ever is; null where nobody can tell. */
function over(asked: Asked): Temporal.Instant | null {
  const { lastsAt, turns } = judges[asked.reason.code]?.(asked) ?? { lastsAt: () => true, turns: [] };
  const from = asked.reason.code === 'HELD' ? asked.rivals.at : instantOf(asked.slot.startsAt);
  const later = turns.filter((turn) => !isUpTo(turn, from)).toSorted((one, other) => momentOf(one) - momentOf(other));
  return later.find((turn) => !lastsAt(turn)) ?? null;
}

test.each(times(sized(60, 3_000), (index) => index + 1))(
  'reasons last until the times that they tell, and no longer (seed %d)',
  (seed) => {
    const { wanted, rivals } = randomDay(seed);

    const slots = slotsOf(wanted, rivals);

    const reasons = slots.flatMap((slot) => slot.reasons.map((reason) => ({ slot, reason })));
    const told = reasons.map(({ slot, reason }) => [
      slot.startsAt,
      reason.code,
      reason.until === undefined ? null : instantOf(reason.until),
    ]);
    const found = reasons.map(({ slot, reason }) => [
      slot.startsAt,
      reason.code,
      over({ wanted, rivals, slot, reason }),
    ]);
    expect(told).toEqual(found);
  },
);
