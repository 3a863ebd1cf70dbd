import { type EntityManager, instant, Refusal, type Scope } from '@constellation/kit';
import type { VenueDateTime } from '@constellation/schema';
import type { Booking } from '../data/booking.entity.ts';
import { queueFor } from '../data/booking.queries.ts';
import type { KnownVenue } from '../data/venues.queries.ts';
import { stillWrong } from '../domain/attention.ts';
import { next } from '../domain/lifecycle.ts';
import { judge } from '../domain/permission.ts';
import { claimedFor } from '../domain/placement.ts';
import { type Policy, stayOf } from '../domain/policy.ts';
import { checkPartySize, checkStart } from '../domain/request.ts';
import { depositForGrowing, isSame, isWithin, keeping, type Terms } from '../domain/rescheduling.ts';
import { serves } from '../domain/tables.ts';
import { actorOf, allow } from './access.ts';
import { findOrRefuse, record } from './advance.ts';
import { findPlace, type Place } from './find-place.ts';
import { untilUnchanged } from './until-unchanged.ts';
import { askedToChange, refuseClosed, servingOptions, venueOf, visitFor } from './wish.ts';

export interface ChangeBookingInput {
  readonly id: string;
  readonly startsAt?: VenueDateTime | null;
  readonly partySize?: number | null;
  readonly tableIds?: readonly string[] | null;
  readonly duration?: Temporal.Duration | null;
  readonly expectedVersion?: number | null;
}

/**
 * Gives a confirmed booking another time, party size or place; it keeps the old place until it has the new one. What it
 * would have that it has not is judged like a hold: a start, for being over and for its slot; more time, for the hours; and
 * the tables, if they are only to be kept, too. Refused with NOT_FOUND, FORBIDDEN, STALE_VERSION, HOLD_EXPIRED,
 * WRONG_STATUS, TOO_LATE, PAYMENT_REQUIRED and everything that refuses a hold.
 */
export async function changeBooking(scope: Scope, { input }: { readonly input: ChangeBookingInput }): Promise<Booking> {
  if (input.partySize != null) checkPartySize(input.partySize);
  return untilUnchanged(scope, (tx) => change(tx, scope, input));
}

async function change(tx: EntityManager, { principal }: Scope, input: ChangeBookingInput): Promise<Booking> {
  await queueFor(tx, input.id);
  const before = await findOrRefuse(tx, input.id, ['input', 'id']);
  const role = allow(principal, 'change', before);
  refuseStale(before, input.expectedVersion);
  const now = await instant(tx);
  next(before, 'change', now);
  const known = await venueOf(tx, before);
  const { venue, policy } = known;
  const terms = termsAfter(before, input, known);
  if (isSame(termsOf(before), terms) && serves(venue, before.tableIds, terms.partySize)) return before;

  judge('change', before, policy, role, now);
  checkStart(terms.stay, now);
  const { at, ...place } = await findPlaceFor(tx, { before, known, terms, input });
  judge('change', before, policy, role, at);
  const { partySize, stay } = terms;
  const timeZone = keepsStart(before, terms) ? before.timeZone : venue.timeZone;
  const changed = { ...before, ...place, partySize, startsAt: stay.start, endsAt: stay.end, timeZone };
  const attention = [...stillWrong(venue, { ...changed, stay })];
  const changes = { ...changed, status: next(before, 'change', at), attention };
  const cause = { actor: actorOf(principal), code: 'RESCHEDULED' };
  return record(tx, before, changes, { at, cause, change: 'RESCHEDULED', claimed: claimedFor({ policy, stay }) });
}

const termsOf = ({ tableIds, partySize, startsAt: start, endsAt: end }: Booking) => ({
  tableIds,
  partySize,
  stay: { start, end },
});

/** A stay is as long as before, unless it is told or the party has another size. */
function termsAfter(before: Booking, input: ChangeBookingInput, known: KnownVenue): Terms {
  const { startsAt, partySize, duration, tableIds } = input;
  const size = partySize ?? before.partySize;
  const usual = size === before.partySize ? before.startsAt.until(before.endsAt) : stayOf(known.policy, size);
  const { stay } = visitFor(known, {
    venueId: before.venueId,
    partySize: size,
    startsAt: startsAt ?? { instant: before.startsAt },
    duration: duration ?? usual,
  });
  return { tableIds, partySize: size, stay };
}

const keepsStart = ({ startsAt }: Booking, { stay }: Terms) => stay.start.equals(startsAt);

/** A change that is more than none. */
interface Wanted {
  readonly before: Booking;
  readonly known: KnownVenue;
  readonly terms: Terms;
  readonly input: ChangeBookingInput;
}

function findPlaceFor(tx: EntityManager, { before, known, terms, input }: Wanted): Promise<Place> {
  const { tableIds, partySize, stay } = terms;
  const asked = askedToChange(input);
  const serving = servingOptions(known, { venueId: before.venueId, tableIds, partySize }, asked);
  refuseDeposit(known.policy, before, partySize);
  const visit = { ...known, stay };
  if (!isWithin(stay, termsOf(before).stay)) refuseClosed(visit, asked);
  return findPlace(tx, {
    visit,
    options: keeping(before.tableIds, serving),
    asked,
    own: before,
    takesNoTurn: keepsStart(before, terms),
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
