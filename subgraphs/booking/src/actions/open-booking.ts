import { type EntityManager, newId, type Principal, refuseErased } from '@constellation/kit';
import type { Booking, Channel } from '../data/booking.entity.ts';
import { insertBooking, type NewBooking } from '../data/change.queries.ts';
import { claimedFor, type Visit } from '../domain/placement.ts';
import { depositFor } from '../domain/policy.ts';
import { referenceFrom, referenceLength } from '../domain/reference.ts';
import type { Guest } from '../domain/request.ts';
import { actorOf, ownerOf } from './access.ts';
import { consequencesOf } from './consequences.ts';

/** How a booking begins. */
export interface Beginning extends Pick<Booking, 'tableIds' | 'labels' | 'partySize' | 'lapsesAt'> {
  readonly status: 'REQUESTED' | 'HELD' | 'SEATED';
  readonly channel: Channel;
  readonly visit: Visit;
  readonly guest: Guest | null;
  /** What a request names. */
  readonly wishedTableIds?: readonly string[] | null | undefined;
  readonly at: Temporal.Instant;
}

/**
 * Writes a new booking with its claims, its first step and its events.
 * @throws Refusal FORBIDDEN for a customer who is erased
 */
export async function openBooking(tx: EntityManager, principal: Principal, beginning: Beginning): Promise<Booking> {
  const { status, channel, visit, tableIds, labels, partySize, guest, wishedTableIds, lapsesAt, at } = beginning;
  const { venue, policy, stay } = visit;
  const booking: NewBooking = {
    id: newId(),
    reference: referenceFrom(crypto.getRandomValues(new Uint8Array(referenceLength))),
    status,
    venueId: venue.id,
    tableIds,
    labels,
    partySize,
    startsAt: stay.start,
    endsAt: stay.end,
    timeZone: venue.timeZone,
    channel,
    ...ownerOf(principal, venue.id),
    guest,
    wishedTableIds: wishedTableIds ? [...new Set(wishedTableIds)] : null,
    total: channel === 'WALK_IN' ? null : depositFor(policy, partySize),
    attention: [],
    heldAt: status === 'HELD' ? at : null,
    lapsesAt,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  if (booking.customerId != null) await refuseErased(tx, booking.customerId);
  const consequences = consequencesOf(tx, booking, { from: null, cause: { actor: actorOf(principal) } });
  const serial = await insertBooking(tx, booking, tableIds.length > 0 ? claimedFor(visit) : null, consequences);
  return { ...booking, serial };
}
