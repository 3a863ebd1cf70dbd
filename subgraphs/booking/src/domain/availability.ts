import { stretchesBetween } from '@constellation/schema/schedule';
import { intervalOf, minute, type Moment, momentOf, type Span, spanOf } from './moment.ts';
import type { Obstacle } from './obstacle.ts';
import { openTimesDuring } from './open-times.ts';
import {
  type Arrival,
  closedFor,
  contestFor,
  freeAmong,
  paced,
  past,
  type Rivals,
  type Visit,
  withoutLapsed,
} from './placement.ts';
import { furthestStart } from './request.ts';
import { slotAt } from './slot.ts';
import { type Options, type TableOption, tableIdsOf } from './tables.ts';

/** Options of one start time that are shown: nobody reads all of a large venue's, and every one of them costs. */
export const mostOptions = 20;

/** A start time and what would become of a party that wants it. */
export interface Slot {
  readonly startsAt: Moment;
  readonly endsAt: Moment;
  readonly available: boolean;
  /** The best, the very best first. */
  readonly options: readonly TableOption[];
  readonly reasons: readonly Obstacle[];
}

/** A party that would come at one of some start times, the first first. */
export interface Wanted extends Omit<Visit, 'stay'> {
  readonly starts: readonly Moment[];
  readonly stayMinutes: number;
  readonly options: Options;
}

/** Whose claims and arrivals matter to that party; undefined where there is no start time. */
export function contestedBy({ venue, policy, starts, stayMinutes, options }: Wanted) {
  const [first, last] = [starts.at(0), starts.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const { slotMinutes, bufferMinutes, maxPartiesPerSlot } = policy;
  const slot = slotMinutes * minute;
  const arriving = { venueId: venue.id, during: intervalOf({ from: first - slot, to: last + slot }) };
  return {
    tableIds: tableIdsOf(options.options ?? []),
    during: intervalOf({ from: first, to: last + (stayMinutes + bufferMinutes) * minute }),
    arriving: maxPartiesPerSlot === null ? undefined : arriving,
  };
}

/**
 * Every start time that is not too far ahead, judged as a hold would be: by the same rules, in the same order. Holds that
 * have lapsed do not count.
 */
export function slotsOf({ venue, policy, starts, stayMinutes, options }: Wanted, rivals: Rivals): Slot[] {
  const [first, last] = [starts.at(0), starts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const stays = intervalOf({ from: first, to: last + stayMinutes * minute });
  const { at, claims, arrivals } = withoutLapsed(rivals);
  const contest = options.options && contestFor(options.options, claims);
  const stretches = stretchesBetween(venue, stays);
  const open = openTimesDuring(venue, stays, stretches);
  const pacedStretches = policy.maxPartiesPerSlot === null ? [] : stretches.map(spanOf);
  const [now, furthest] = [momentOf(at), momentOf(furthestStart(at))];
  return starts
    .filter((startsAt) => startsAt <= furthest)
    .map((startsAt) => {
      const endsAt = startsAt + stayMinutes * minute;
      const slot = slotAt(policy.slotMinutes, startsAt, pacedStretches);
      const obstacles = [
        options.obstacle,
        closedFor(venue, { from: startsAt, to: endsAt }, open),
        past(startsAt, now),
        slot && paced(policy, slot, arrivingIn(slot, arrivals)),
      ].filter((each) => each !== undefined);
      if (!contest || obstacles.length > 0)
        return { startsAt, endsAt, available: false, options: [], reasons: obstacles };
      const claimed = { from: startsAt, to: endsAt + policy.bufferMinutes * minute };
      const { free, obstacles: reasons } = freeAmong(contest, claimed);
      return { startsAt, endsAt, available: free.length > 0, options: free.slice(0, mostOptions), reasons };
    });
}

/** How many parties come within a slot. */
const arrivingIn = ({ from, to }: Span, arrivals: readonly Arrival[]): number =>
  arrivals.filter(({ startsAt }) => from <= startsAt && startsAt < to).length;
