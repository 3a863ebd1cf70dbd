import { type EntityManager, Refusal } from '@constellation/kit';
import type { VenueDateTime } from '@constellation/schema';
import type { Booking } from '../data/booking.entity.ts';
import { type KnownVenue, shareVenue } from '../data/venues.queries.ts';
import { spanOf } from '../domain/moment.ts';
import { type Asked, refusalOf } from '../domain/obstacle.ts';
import { openTimesFor } from '../domain/open-times.ts';
import { closedFor, type Visit } from '../domain/placement.ts';
import { stayOf } from '../domain/policy.ts';
import { stayFrom } from '../domain/request.ts';
import { namedOption, type Options, optionsFor, type TableOption } from '../domain/tables.ts';
import { instantAt } from '../domain/venue-time.ts';

/** Who gives words about themselves, and how. */
export interface GuestInput {
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly note?: string | null;
}

/** Where and for how long somebody wants to sit. */
export interface Wish {
  readonly venueId: string;
  /** One table or a declared combination; left out: the best free option. */
  readonly tableIds?: readonly string[] | null | undefined;
  readonly partySize: number;
  readonly duration?: Temporal.Duration | null;
}

/** The same with a time. */
export interface TimedWish extends Wish {
  readonly startsAt: VenueDateTime;
}

/** The venue of a wish, unchanged until the transaction ends. @throws Refusal NOT_FOUND. */
export async function venueFor(tx: EntityManager, { venueId }: Wish): Promise<KnownVenue> {
  const known = await shareVenue(tx, venueId);
  if (!known) throw new Refusal('NOT_FOUND', 'There is no such venue', { path: ['input', 'venueId'] });
  return known;
}

/** The same for a booking that exists; no venue is ever forgotten. */
export async function venueOf(tx: EntityManager, { id, venueId }: Booking): Promise<KnownVenue> {
  const known = await shareVenue(tx, venueId);
  if (!known) throw new Error(`The booking ${id} is for a venue that nobody has heard of`);
  return known;
}

/**
 * The stay that a wish means, by the venue's clock and its turn times.
 * @throws Refusal NONEXISTENT_TIME, AMBIGUOUS_TIME or INVALID_INPUT.
 */
export function visitFor({ venue, policy }: KnownVenue, { startsAt, duration, partySize }: TimedWish): Visit {
  const start = instantAt(startsAt, venue.timeZone, ['input', 'startsAt']);
  return { venue, policy, stay: stayFrom(start, duration ?? stayOf(policy, partySize)) };
}

/** What somebody who is there already can choose. */
export const askedAtTheDoor = ({ tableIds }: Pick<Wish, 'tableIds'>): Asked => ({
  partySize: 'partySize',
  tableIds: tableIds ? 'tableIds' : undefined,
});

/** What somebody who comes some time can choose. */
export const askedFor = (wish: Pick<Wish, 'tableIds'>): Asked => ({ startsAt: 'startsAt', ...askedAtTheDoor(wish) });

const changeable = ['startsAt', 'duration', 'partySize', 'tableIds'] as const;

/** The same for a change, where only what is given can be to blame. */
export function askedToChange(given: Readonly<Partial<Record<(typeof changeable)[number], unknown>>>): Asked {
  const fields = changeable.filter((field) => given[field] != null);
  const [time] = fields;
  const tableIds = fields.find((field) => field === 'tableIds');
  return { startsAt: time, partySize: fields.find((field) => field === 'partySize') ?? tableIds, tableIds };
}

/**
 * What would serve a wish, best first.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, NO_COMBINATION, PARTY_TOO_SMALL or PARTY_TOO_LARGE.
 */
export function servingOptions(
  { venue }: KnownVenue,
  wish: Wish,
  asked = askedAtTheDoor(wish),
): readonly TableOption[] {
  const { options, obstacle } = choose(venue, wish);
  if (obstacle) throw refusalOf(obstacle, asked);
  return options;
}

const choose = (venue: KnownVenue['venue'], { tableIds, partySize }: Wish): Options =>
  tableIds ? namedOption(venue, tableIds, partySize) : optionsFor(venue, partySize);

/** @throws Refusal VENUE_CLOSED or CLOSED unless the venue is open for the whole stay. */
export function refuseClosed({ venue, stay }: Visit, asked: Asked): void {
  const obstacle = closedFor(venue, spanOf(stay), openTimesFor(venue, stay));
  if (obstacle) throw refusalOf(obstacle, asked);
}

/** @throws Refusal INVALID_INPUT or NOT_FOUND when no tables are named, or some that the venue has not. */
export function refuseUnknownTables({ venue }: KnownVenue, { tableIds, partySize }: Wish): void {
  if (tableIds) namedOption(venue, tableIds, partySize);
}
