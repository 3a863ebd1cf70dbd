import { type EntityManager, newId, type Principal, Refusal, type Scope } from '@constellation/kit';
import type { VenueDateTime } from '@constellation/schema';
import type { Booking } from '../data/booking.entity.ts';
import { lockBookings } from '../data/booking.queries.ts';
import { insertBooking } from '../data/change.queries.ts';
import { type Claim, claimsOn, lockTables } from '../data/claims.queries.ts';
import { shareVenue } from '../data/venues.queries.ts';
import { hasLapsed, isOver } from '../domain/lifecycle.ts';
import { type Interval, isOpenDuring } from '../domain/opening.ts';
import { referenceFrom, referenceLength } from '../domain/reference.ts';
import { checkGuest, checkPartySize, checkStart, type Guest, hold, stay, stayFrom } from '../domain/request.ts';
import { namedOption, optionsFor, type TableOption } from '../domain/tables.ts';
import { instantAt } from '../domain/venue-time.ts';
import type { BookableTable } from '../domain/venue.ts';
import { actorOf, channelOf } from './actor.ts';
import { step } from './advance.ts';
import { consequencesOf, lapse } from './consequences.ts';

export interface HoldTableInput {
  readonly venueId: string;
  /** One table or a declared combination; left out: the best free option. */
  readonly tableIds?: readonly string[] | null;
  readonly partySize: number;
  readonly startsAt: VenueDateTime;
  readonly duration?: Temporal.Duration | null;
  readonly guest: { name: string; email?: string | null; phone?: string | null; note?: string | null };
}

/**
 * Holds tables for a party for ten minutes. Holds that lapsed in the way are ended in the same transaction.
 * Refused with NOT_FOUND, INVALID_INPUT, PAST, CLOSED, NONEXISTENT_TIME, AMBIGUOUS_TIME, PARTY_TOO_SMALL,
 * PARTY_TOO_LARGE, NO_COMBINATION or TABLE_TAKEN.
 */
export async function holdTable(scope: Scope, { input }: { readonly input: HoldTableInput }): Promise<Booking> {
  const guest = checkGuest(input.guest);
  checkPartySize(input.partySize);
  return scope.em.transactional(async (tx) => {
    const { during, options } = await placesFor(tx, input);
    const tableIds = [...new Set(options.flatMap(({ tables }) => tables.map(({ id }) => id)))];
    await lockTables(tx, tableIds);
    const { at, claims } = await claimsOn(tx, tableIds, during);
    checkStart(during, at);
    const option = chooseFree(options, await endLapsed(tx, claims, at), input);
    return openBooking(tx, scope.principal, input, { guest, during, tables: option.tables, at });
  });
}

/** Where and when, by the venue's own rules: its clock, its hours, its tables. */
async function placesFor(
  tx: EntityManager,
  input: HoldTableInput,
): Promise<{ during: Interval; options: TableOption[] }> {
  const venue = await shareVenue(tx, input.venueId);
  if (!venue) throw new Refusal('NOT_FOUND', 'There is no such venue', { path: ['input', 'venueId'] });
  const path = ['input', 'startsAt'];
  const during = stayFrom(instantAt(input.startsAt, venue.timeZone, path), input.duration ?? stay);
  const options = input.tableIds
    ? [namedOption(venue, input.tableIds, input.partySize)]
    : optionsFor(venue, input.partySize);
  if (!isOpenDuring(venue.openingHours, venue.timeZone, during)) {
    throw new Refusal('CLOSED', 'The venue is not open for the whole stay', { path });
  }
  return { during, options };
}

/** The first option that nobody has. */
function chooseFree(
  options: readonly TableOption[],
  claims: readonly Claim[],
  { tableIds }: HoldTableInput,
): TableOption {
  const taken = new Set(claims.map(({ tableId }) => tableId));
  const free = options.find(({ tables }) => tables.every(({ id }) => !taken.has(id)));
  if (free) return free;
  throw new Refusal('TABLE_TAKEN', 'Another booking has the place at that time', {
    path: ['input', tableIds ? 'tableIds' : 'startsAt'],
    details: { tableIds: [...taken] },
  });
}

/** Ends the holds that have lapsed and returns the claims that remain, such as one whose hold was just confirmed in time. */
async function endLapsed(tx: EntityManager, claims: readonly Claim[], at: Temporal.Instant): Promise<readonly Claim[]> {
  const lapsed = claims.filter((claim) => claim.lapsed).map(({ bookingId }) => bookingId);
  if (lapsed.length === 0) return claims;
  const over = new Set<string>();
  for (const booking of await lockBookings(tx, lapsed)) {
    const { status } = hasLapsed(booking, at) ? await step(tx, booking, 'lapse', at, lapse) : booking;
    if (isOver(status)) over.add(booking.id);
  }
  return claims.filter(({ bookingId }) => !over.has(bookingId));
}

/** What was decided about a hold. */
interface Decision {
  readonly guest: Guest;
  readonly during: Interval;
  readonly tables: readonly BookableTable[];
  readonly at: Temporal.Instant;
}

async function openBooking(
  tx: EntityManager,
  principal: Principal,
  { venueId, partySize }: HoldTableInput,
  { guest, during, tables, at }: Decision,
): Promise<Booking> {
  const booking = {
    id: newId(),
    reference: referenceFrom(crypto.getRandomValues(new Uint8Array(referenceLength))),
    status: 'HELD' as const,
    venueId,
    tableIds: tables.map(({ id }) => id),
    labels: tables.map(({ label }) => label),
    partySize,
    startsAt: during.start,
    endsAt: during.end,
    channel: channelOf(principal, venueId),
    customerId: null,
    partnerId: principal.kind === 'PARTNER' ? principal.id : null,
    guest,
    holdExpiresAt: at.add(hold),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const consequences = consequencesOf(tx, booking, null, { actor: actorOf(principal) });
  return { ...booking, serial: await insertBooking(tx, booking, consequences) };
}
