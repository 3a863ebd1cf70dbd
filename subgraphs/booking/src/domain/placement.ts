import { type Interval, isOpenDuring, isUpTo, joined, stretchesBetween } from '@constellation/schema/schedule';
import { instantOf, type Moment } from './moment.ts';
import type { Obstacle } from './obstacle.ts';
import type { Policy } from './policy.ts';
import type { TableOption } from './tables.ts';
import type { BookableVenue } from './venue.ts';

/** A table that a booking has for a while, what is kept free behind it included; one with `lapsesAt` may still lapse. */
export interface Claim {
  readonly tableId: string;
  readonly bookingId: string;
  readonly startsAt: Moment;
  readonly endsAt: Moment;
  readonly lapsesAt: Moment | null;
}

/** A party that comes, or came, at a moment; one with `lapsesAt` may still lapse. */
export interface Arrival {
  readonly bookingId: string;
  readonly startsAt: Moment;
  readonly lapsesAt: Moment | null;
}

/** What others have at the instant of a decision. */
export interface Rivals {
  readonly at: Temporal.Instant;
  readonly claims: readonly Claim[];
  readonly arrivals: readonly Arrival[];
}

/** How a venue would take a party that stays from when to when. */
export interface Visit {
  readonly venue: BookableVenue;
  readonly policy: Policy;
  readonly stay: Interval;
}

/** How far ahead the next opening is looked for. */
const lookedAhead = { hours: 7 * 24 };

/** The stretches that decide whether a venue is open for stays within an interval, and when it opens next. */
export const stretchesFor = (venue: BookableVenue, { start, end }: Interval): Interval[] =>
  stretchesBetween(venue, { start, end: end.add(lookedAhead) });

/**
 * Why nobody can stay then, whatever is booked: the venue's own word. Who judges many stays gives what it is `open`: the
 * stretches for all of them, joined.
 */
export function closedFor({ venue, stay }: Visit, open?: readonly Interval[]): Obstacle | undefined {
  if (venue.closed) return { code: 'CLOSED', message: 'The venue has closed for good', refusal: 'VENUE_CLOSED' };
  const covers = ({ start, end }: Interval) => isUpTo(start, stay.start) && isUpTo(stay.end, end);
  if (open ? open.some(covers) : isOpenDuring(venue, stay)) return undefined;
  const furthest = stay.start.add(lookedAhead);
  const next = (open ?? joined(stretchesFor(venue, stay))).find(({ start }) => !isUpTo(start, stay.start));
  return {
    code: 'CLOSED',
    message: 'The venue is not open for the whole stay',
    until: next && isUpTo(next.start, furthest) ? next.start : undefined,
  };
}

/** Why nobody can come then any more. */
export const past = ({ start }: Interval, at: Temporal.Instant): Obstacle | undefined =>
  isUpTo(at, start) ? undefined : { code: 'PAST', message: 'That time is over' };

/** Why the venue takes no further party in a slot in which so many arrive. */
export function paced(
  { maxPartiesPerSlot, slotMinutes }: Policy,
  slot: Interval,
  arriving: number,
): Obstacle | undefined {
  if (maxPartiesPerSlot === null || arriving < maxPartiesPerSlot) return undefined;
  const message = `The venue takes ${maxPartiesPerSlot} parties in ${slotMinutes} minutes`;
  return { code: 'PACING', message, until: slot.end };
}

/** The stretch for which a stay needs its tables: what is kept free behind it belongs to it. */
export const claimedFor = ({ policy, stay }: Pick<Visit, 'policy' | 'stay'>): Interval => ({
  start: stay.start,
  end: stay.end.add({ minutes: policy.bufferMinutes }),
});

/** What is free for a party, and what is not. */
export interface Places {
  /** In the order they were given. */
  readonly free: readonly TableOption[];
  readonly obstacles: readonly Obstacle[];
}

/** Which of some options nobody has, by the claims that are in the way at that time, and what the others lack. */
export function freeAmong(options: readonly TableOption[], inTheWay: readonly Claim[]): Places {
  const waits = new Map<string, Wait>();
  for (const claim of inTheWay) waits.set(claim.tableId, longer(waits.get(claim.tableId), claim));
  const free: TableOption[] = [];
  const lacking = new Set<string>();
  for (const option of options) {
    if (!option.tables.some(({ id }) => waits.has(id))) free.push(option);
    else for (const { id } of option.tables) lacking.add(id);
  }
  const obstacles = [
    obstacle('TAKEN', 'Another booking has the place at that time', lacking, waits),
    obstacle('HELD', 'Somebody holds the place at that time', lacking, waits),
  ];
  return { free, obstacles: obstacles.filter((each) => each !== undefined) };
}

/** Until when a table has to be waited for; it is held where every claim may still lapse, else taken. */
interface Wait {
  readonly code: 'TAKEN' | 'HELD';
  readonly until: Moment;
}

function longer(before: Wait | undefined, { endsAt, lapsesAt }: Claim): Wait {
  const wait: Wait = lapsesAt === null ? { code: 'TAKEN', until: endsAt } : { code: 'HELD', until: lapsesAt };
  if (!before) return wait;
  if (before.code !== wait.code) return before.code === 'TAKEN' ? before : wait;
  return before.until < wait.until ? wait : before;
}

/** The tables that have to be waited for alike, until the first of them is free. */
function obstacle(
  code: Wait['code'],
  message: string,
  lacking: ReadonlySet<string>,
  waits: ReadonlyMap<string, Wait>,
): Obstacle | undefined {
  const tableIds: string[] = [];
  let until = Infinity;
  for (const id of lacking) {
    const wait = waits.get(id);
    if (wait?.code !== code) continue;
    tableIds.push(id);
    until = Math.min(until, wait.until);
  }
  return tableIds.length === 0 ? undefined : { code, message, tableIds, until: instantOf(until) };
}
