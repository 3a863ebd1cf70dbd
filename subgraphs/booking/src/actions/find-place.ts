import type { EntityManager } from '@constellation/kit';
import { type Interval, isUpTo } from '@constellation/schema/schedule';
import type { Booking } from '../data/booking.entity.ts';
import { lockBookings } from '../data/booking.queries.ts';
import { lockSlot, lockTables, rivalsFor } from '../data/claims.queries.ts';
import { hasLapsed } from '../domain/lifecycle.ts';
import { intervalOf, momentOf, spanOf } from '../domain/moment.ts';
import { type Asked, refusalOf } from '../domain/obstacle.ts';
import {
  claimedFor,
  contestFor,
  freeAmong,
  lapsedAmong,
  paced,
  past,
  type Rivals,
  type Visit,
  withoutLapsed,
} from '../domain/placement.ts';
import { slotOf } from '../domain/slot.ts';
import { type FromNow, stretchAt } from '../domain/stretch.ts';
import { type TableOption, tableIdsOf } from '../domain/tables.ts';
import { step } from './advance.ts';
import { lapse } from './consequences.ts';
import { Changed } from './until-unchanged.ts';

/** What is looked for: one of some options for a visit. */
export interface Search {
  readonly visit: Visit;
  /** For which time it needs the tables; left out: what the visit claims. */
  readonly wanted?: Interval | FromNow;
  /** Best first; at least one. */
  readonly options: readonly TableOption[];
  /** What the caller could choose, for a refusal to lead to. */
  readonly asked: Asked;
  /** The booking that looks for a place, as it was read: what it has itself is not in its way. */
  readonly own?: Booking;
  /** Neither late nor one too many: a party that is there already, or that comes when it was to come anyway. */
  readonly takesNoTurn?: boolean;
}

/** The best place that is free, nobody else's until the transaction ends, and the instant it was. */
export interface Place extends Pick<Booking, 'tableIds' | 'labels'> {
  readonly at: Temporal.Instant;
}

/**
 * Finds a place under lock. The venue is shared by now; then come the tables, the slot and the bookings, always in this
 * order: the one that looks, which must be as it was read, and the holds in the way that have lapsed, which end in the same
 * transaction. Where somebody did something to one of them meanwhile, all is to be looked at anew.
 * @throws Refusal PAST, PACING or TABLE_TAKEN; Changed.
 */
export async function findPlace(tx: EntityManager, search: Search): Promise<Place> {
  const { visit, options, asked, own, takesNoTurn = false, wanted = claimedFor(visit) } = search;
  const { venue, policy, stay } = visit;
  const tableIds = tableIdsOf(options);
  const slot =
    takesNoTurn || policy.maxPartiesPerSlot === null ? undefined : slotOf(venue, policy.slotMinutes, stay.start);
  await lockTables(tx, tableIds);
  const arriving = slot && { venueId: venue.id, during: intervalOf(slot) };
  if (arriving) await lockSlot(tx, arriving);
  const found = await rivalsFor(tx, { tableIds, during: wanted, arriving });
  const { at, claims, arrivals } = await endLapsed(tx, withoutOwn(found, own), own);

  const obstacle = takesNoTurn
    ? undefined
    : (past(momentOf(stay.start), momentOf(at)) ?? (slot && paced(policy, slot, arrivals.length)));
  if (obstacle) throw refusalOf(obstacle, asked);
  const { free, obstacles } = freeAmong(contestFor(options, claims), spanOf(stretchAt(at, wanted)));
  const [option] = free;
  if (option) return { ...placeOf(option), at };
  const [reason] = obstacles;
  throw reason ? refusalOf(reason, asked) : new Error('There is no option, so nothing can be in its way');
}

const placeOf = ({ tables }: TableOption) => ({
  tableIds: tables.map(({ id }) => id),
  labels: tables.map(({ label }) => label),
});

function withoutOwn({ at, claims, arrivals }: Rivals, own: Booking | undefined): Rivals {
  const isForeign = ({ bookingId }: { readonly bookingId: string }) => bookingId !== own?.id;
  return { at, claims: claims.filter(isForeign), arrivals: arrivals.filter(isForeign) };
}

/** Ends the holds that have lapsed; what remains is in the way. What was told of them must be so still, else `Changed`. */
async function endLapsed(tx: EntityManager, rivals: Rivals, own: Booking | undefined): Promise<Rivals> {
  const { at } = rivals;
  const ids = lapsedAmong(rivals);
  for (const booking of await lockBookings(tx, own ? [own.id, ...ids] : [...ids])) {
    const isLapsed = ids.has(booking.id);
    const isAsTold = isLapsed ? hasLapsed(booking, at) : booking.version === own?.version;
    if (!isAsTold || !isUpTo(booking.updatedAt, at)) throw new Changed();
    if (isLapsed) await step(tx, booking, 'lapse', at, lapse(booking.status));
  }
  return withoutLapsed(rivals);
}
