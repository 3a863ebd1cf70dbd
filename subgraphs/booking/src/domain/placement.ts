import type { Interval } from '@constellation/schema/schedule';
import { type Moment, momentOf, type Span } from './moment.ts';
import type { Obstacle } from './obstacle.ts';
import type { OpenTimes } from './open-times.ts';
import type { Policy } from './policy.ts';
import { type TableOption, tableIdsOf } from './tables.ts';
import type { BookableVenue } from './venue.ts';

/** A table that a booking has for a while, what is kept free behind it included; one with `lapsesAt` may still lapse. */
export interface Claim {
  readonly tableId: string;
  readonly bookingId: string;
  readonly startsAt: Moment;
  readonly endsAt: Moment;
  readonly lapsesAt: Moment | null;
  /** Whether its time is over and the party still sits there: it ends now, as far as anybody knows. */
  readonly overstays: boolean;
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

/** The bookings among them whose time is up. */
export function lapsedAmong({ at, claims, arrivals }: Rivals): Set<string> {
  const hasLapsed = lapsedAt(at);
  return new Set([...claims, ...arrivals].filter(hasLapsed).map(({ bookingId }) => bookingId));
}

/** What others have without those. */
export function withoutLapsed({ at, claims, arrivals }: Rivals): Rivals {
  const hasLapsed = lapsedAt(at);
  const lasts = (rival: Claim | Arrival) => !hasLapsed(rival);
  return { at, claims: claims.filter(lasts), arrivals: arrivals.filter(lasts) };
}

function lapsedAt(at: Temporal.Instant) {
  const now = momentOf(at);
  return ({ lapsesAt }: Claim | Arrival) => lapsesAt !== null && lapsesAt <= now;
}

/** How a venue would take a party that stays from when to when. */
export interface Visit {
  readonly venue: BookableVenue;
  readonly policy: Policy;
  readonly stay: Interval;
}

/** Why nobody can stay then, whatever is booked: the venue's own word. */
export function closedFor(venue: BookableVenue, stay: Span, open: OpenTimes): Obstacle | undefined {
  if (venue.closed) return { code: 'CLOSED', message: 'The venue has closed for good', refusal: 'VENUE_CLOSED' };
  if (open.cover(stay)) return undefined;
  return { code: 'CLOSED', message: 'The venue is not open for the whole stay', until: open.nextFor(stay) };
}

/** Why nobody can come then any more. */
export const past = (start: Moment, now: Moment): Obstacle | undefined =>
  now <= start ? undefined : { code: 'PAST', message: 'That time is over' };

/** Why the venue takes no further party in a slot in which so many arrive. */
export function paced({ maxPartiesPerSlot, slotMinutes }: Policy, slot: Span, arriving: number): Obstacle | undefined {
  if (maxPartiesPerSlot === null || arriving < maxPartiesPerSlot) return undefined;
  const message = `The venue takes ${maxPartiesPerSlot} parties in ${slotMinutes} minutes`;
  return { code: 'PACING', message, until: slot.to };
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

/** Options for a party beside who has their tables. */
export interface Contest {
  /** Each with the places of its tables. */
  readonly options: readonly { readonly option: TableOption; readonly places: readonly number[] }[];
  /** Each once, in the options' order, with its claims by their beginning. */
  readonly tables: readonly { readonly id: string; readonly claims: readonly Claim[] }[];
}

/** Puts claims to the options that they are in the way of. */
export function contestFor(options: readonly TableOption[], claims: readonly Claim[]): Contest {
  const ordered = claims.toSorted((one, other) => one.startsAt - other.startsAt);
  const perTable = Map.groupBy(ordered, ({ tableId }) => tableId);
  const tables = tableIdsOf(options).map((id) => ({ id, claims: perTable.get(id) ?? [] }));
  const places = new Map(tables.map(({ id }, place) => [id, place]));
  const placesOf = (option: TableOption) => option.tables.flatMap(({ id }) => places.get(id) ?? []);
  return { options: options.map((option) => ({ option, places: placesOf(option) })), tables };
}

/**
 * Which of some options nobody has for a stretch, and what the others lack. The claims are those in the way; where more of
 * them are known, a table is told to be free only from when nobody has it for as long.
 */
export function freeAmong({ options, tables }: Contest, { from, to }: Span): Places {
  const waits = tables.map(({ id, claims }) => waitFor(id, claims, from, to));
  const obstacles = [
    obstacle('TAKEN', 'Another booking has the place at that time', waits),
    obstacle('HELD', 'Somebody holds the place at that time', waits),
  ];
  const isFree = (place: number) => waits[place] === undefined;
  return {
    free: options.filter(({ places }) => places.every(isFree)).map(({ option }) => option),
    obstacles: obstacles.filter((each) => each !== undefined),
  };
}

/** Until when a table has to be waited for; it is held where every claim in the way may still lapse, else taken. */
interface Wait {
  readonly tableId: string;
  readonly code: 'TAKEN' | 'HELD';
  readonly until: Moment;
}

function waitFor(tableId: string, claims: readonly Claim[], from: Moment, to: Moment): Wait | undefined {
  let wait: Wait | undefined;
  for (const { startsAt, endsAt, lapsesAt } of claims) {
    if (to <= startsAt || endsAt <= from) continue;
    if (lapsesAt === null) return { tableId, code: 'TAKEN', until: firstGap(claims, from, to - from) ?? Infinity };
    wait = { tableId, code: 'HELD', until: Math.max(lapsesAt, wait?.until ?? lapsesAt) };
  }
  return wait;
}

/** From when on nobody has a table for so long, but for holds, which may have lapsed by then; where that is known. */
function firstGap(claims: readonly Claim[], from: Moment, length: number): Moment | undefined {
  let start = from;
  for (const { startsAt, endsAt, lapsesAt, overstays } of claims)
    if (lapsesAt === null && !overstays && startsAt < start + length && start < endsAt) start = endsAt;
  return start > from ? start : undefined;
}

/** The tables that have to be waited for alike, until the first of them is free. */
function obstacle(code: Wait['code'], message: string, waits: readonly (Wait | undefined)[]): Obstacle | undefined {
  const tableIds: string[] = [];
  let first = Infinity;
  for (const wait of waits) {
    if (wait?.code !== code) continue;
    tableIds.push(wait.tableId);
    first = Math.min(first, wait.until);
  }
  return tableIds.length === 0 ? undefined : { code, message, tableIds, until: first === Infinity ? undefined : first };
}
