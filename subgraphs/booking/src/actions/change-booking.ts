import { type EntityManager, instant, Refusal, type Scope } from '@constellation/kit';
import type { VenueDateTime } from '@constellation/schema';
import type { Booking } from '../data/booking.entity.ts';
import { queueFor } from '../data/booking.queries.ts';
import type { KnownVenue } from '../data/venues.queries.ts';
import { next } from '../domain/lifecycle.ts';
import { claimedFor, type Visit } from '../domain/placement.ts';
import { type Policy, stayOf } from '../domain/policy.ts';
import { checkPartySize, checkStart } from '../domain/request.ts';
import { depositForGrowing, isSame, keeping } from '../domain/rescheduling.ts';
import { actorOf, allow } from './access.ts';
import { findOrRefuse, record } from './advance.ts';
import { findPlace } from './find-place.ts';
import { untilUnchanged } from './until-unchanged.ts';
import { askedFor, refuseClosed, servingOptions, venueOf, visitFor } from './wish.ts';

export interface ChangeBookingInput {
  readonly id: string;
  readonly startsAt?: VenueDateTime | null;
  readonly partySize?: number | null;
  readonly tableIds?: readonly string[] | null;
  readonly duration?: Temporal.Duration | null;
  readonly expectedVersion?: number | null;
}

/**
 * Gives a confirmed booking another time, party size or place, under the rules of a new hold; it keeps the old place until
 * it has the new one. Refused with NOT_FOUND, FORBIDDEN, STALE_VERSION, HOLD_EXPIRED, WRONG_STATUS, PAYMENT_REQUIRED and
 * everything that refuses a hold.
 */
export async function changeBooking(scope: Scope, { input }: { readonly input: ChangeBookingInput }): Promise<Booking> {
  if (input.partySize != null) checkPartySize(input.partySize);
  return untilUnchanged(() => scope.em.transactional((tx) => change(tx, scope, input)));
}

async function change(tx: EntityManager, { principal }: Scope, input: ChangeBookingInput): Promise<Booking> {
  await queueFor(tx, input.id);
  const before = await findOrRefuse(tx, input.id, ['input', 'id']);
  allow(principal, 'change', before);
  refuseStale(before, input.expectedVersion);
  next(before, 'change', await instant(tx));
  const { venueId, tableIds: ownTableIds } = before;
  const known = await venueOf(tx, before);
  const { tableIds } = input;
  const partySize = input.partySize ?? before.partySize;
  const visit = visitAfter(before, input, known);
  const stay = { start: before.startsAt, end: before.endsAt };
  if (isSame({ ...before, stay }, { tableIds, partySize, stay: visit.stay })) return before;

  const options = keeping(ownTableIds, servingOptions(known, { venueId, tableIds, partySize }));
  refuseDeposit(known.policy, before, partySize);
  const asked = askedFor(input);
  refuseClosed(visit, asked);
  const { at, ...place } = await findPlace(tx, { visit, options, asked, own: before });
  checkStart(visit.stay, at);
  const { start: startsAt, end: endsAt } = visit.stay;
  const changes = { ...place, status: next(before, 'change', at), partySize, startsAt, endsAt, attention: [] };
  const cause = { actor: actorOf(principal), code: 'RESCHEDULED' };
  return record(tx, before, changes, { at, cause, change: 'RESCHEDULED', claimed: claimedFor(visit) });
}

/** A stay is as long as before, unless it is told or the party has another size. */
function visitAfter(before: Booking, { startsAt, partySize, duration }: ChangeBookingInput, known: KnownVenue): Visit {
  const size = partySize ?? before.partySize;
  const usual = size === before.partySize ? before.startsAt.until(before.endsAt) : stayOf(known.policy, size);
  return visitFor(known, {
    venueId: before.venueId,
    partySize: size,
    startsAt: startsAt ?? { instant: before.startsAt },
    duration: duration ?? usual,
  });
}

function refuseStale({ version }: Booking, expected: number | null | undefined): void {
  if (expected == null || expected === version) return;
  throw new Refusal('STALE_VERSION', 'The booking has changed since the version you expected', {
    path: ['input', 'expectedVersion'],
    details: { version },
  });
}

/** What is confirmed cannot be paid for any more. */
function refuseDeposit(policy: Policy, before: Booking, partySize: number): void {
  const amountDue = depositForGrowing(policy, before.partySize, partySize);
  if (!amountDue) return;
  throw new Refusal('PAYMENT_REQUIRED', 'A party of this size pays beforehand; book it anew', {
    path: ['input', 'partySize'],
    details: { amountDue },
  });
}
