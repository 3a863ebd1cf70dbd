import { type Interval, isUpTo, joined } from '@constellation/schema/schedule';
import { type Moment, momentOf } from './moment.ts';
import type { Obstacle } from './obstacle.ts';
import {
  type Arrival,
  claimedFor,
  closedFor,
  contestFor,
  freeAmong,
  paced,
  past,
  type Rivals,
  stretchesFor,
  type Visit,
} from './placement.ts';
import { furthestStart } from './request.ts';
import { slotAt } from './slot.ts';
import { type Options, type TableOption, tableIdsOf } from './tables.ts';

/** Options of one start time that are shown: nobody reads all of a large venue's, and every one of them costs. */
export const mostOptions = 20;

/** A start time and what would become of a party that wants it. */
export interface Slot {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly available: boolean;
  /** The best, the very best first. */
  readonly options: readonly TableOption[];
  readonly reasons: readonly Obstacle[];
}

/** A party that would come at one of some start times, the first first. */
export interface Wanted extends Omit<Visit, 'stay'> {
  readonly starts: readonly Temporal.Instant[];
  readonly stayMinutes: number;
  readonly options: Options;
}

/** Whose claims and arrivals matter to that party; undefined where there is no start time. */
export function contestedBy({ venue, policy, starts, stayMinutes, options }: Wanted) {
  const [first, last] = [starts.at(0), starts.at(-1)];
  if (!first || !last) return undefined;
  const { slotMinutes, bufferMinutes, maxPartiesPerSlot } = policy;
  const arriving = {
    venueId: venue.id,
    during: { start: first.subtract({ minutes: slotMinutes }), end: last.add({ minutes: slotMinutes }) },
  };
  return {
    tableIds: tableIdsOf(options.options ?? []),
    during: { start: first, end: last.add({ minutes: stayMinutes + bufferMinutes }) },
    arriving: maxPartiesPerSlot === null ? undefined : arriving,
  };
}

/**
 * Every start time that is not too far ahead, judged as a hold would be: by the same rules, in the same order. Holds that
 * have lapsed do not count.
 */
export function slotsOf({ venue, policy, starts, stayMinutes, options }: Wanted, rivals: Rivals): Slot[] {
  const [first, last] = [starts.at(0), starts.at(-1)];
  if (!first || !last) return [];
  const { at, claims, arrivals } = withoutLapsed(rivals);
  const contest = options.options && contestFor(options.options, claims);
  const stretches = stretchesFor(venue, { start: first, end: last.add({ minutes: stayMinutes }) });
  const open = joined(stretches);
  const furthest = furthestStart(at);
  return starts
    .filter((startsAt) => isUpTo(startsAt, furthest))
    .map((startsAt) => {
      const endsAt = startsAt.add({ minutes: stayMinutes });
      const stay = { start: startsAt, end: endsAt };
      const visit = { venue, policy, stay };
      const slot =
        policy.maxPartiesPerSlot === null ? undefined : slotAt(venue, policy.slotMinutes, startsAt, stretches);
      const obstacles = [
        options.obstacle,
        closedFor(visit, open),
        past(stay, at),
        slot && paced(policy, slot, arrivingIn(slot, arrivals)),
      ].filter((each) => each !== undefined);
      if (!contest || obstacles.length > 0)
        return { startsAt, endsAt, available: false, options: [], reasons: obstacles };
      const { free, obstacles: reasons } = freeAmong(contest, claimedFor(visit));
      return { startsAt, endsAt, available: free.length > 0, options: free.slice(0, mostOptions), reasons };
    });
}

/** How many parties come within a slot. */
function arrivingIn({ start, end }: Interval, arrivals: readonly Arrival[]): number {
  const [from, to] = [momentOf(start), momentOf(end)];
  return arrivals.filter(({ startsAt }) => from <= startsAt && startsAt < to).length;
}

function withoutLapsed({ at, claims, arrivals }: Rivals): Rivals {
  const now = momentOf(at);
  const lasts = ({ lapsesAt }: { readonly lapsesAt: Moment | null }) => lapsesAt === null || now < lapsesAt;
  return { at, claims: claims.filter(lasts), arrivals: arrivals.filter(lasts) };
}
