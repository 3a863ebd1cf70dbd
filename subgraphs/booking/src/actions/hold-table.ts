import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { checkGuest, checkPartySize, checkStart } from '../domain/request.ts';
import { allowToBook, channelOf } from './access.ts';
import { findPlace } from './find-place.ts';
import { openBooking } from './open-booking.ts';
import { untilUnchanged } from './until-unchanged.ts';
import { askedFor, type GuestInput, refuseClosed, servingOptions, type TimedWish, venueFor, visitFor } from './wish.ts';

export interface HoldTableInput extends TimedWish {
  readonly guest: GuestInput;
}

/**
 * Holds tables for a party for as long as the policy says. Holds that lapsed in the way are ended in the same
 * transaction. Refused with FORBIDDEN, NOT_FOUND, INVALID_INPUT, PAST, CLOSED, VENUE_CLOSED, NONEXISTENT_TIME, AMBIGUOUS_TIME,
 * PARTY_TOO_SMALL, PARTY_TOO_LARGE, NO_COMBINATION, PACING or TABLE_TAKEN.
 */
export async function holdTable(scope: Scope, { input }: { readonly input: HoldTableInput }): Promise<Booking> {
  allowToBook(scope.principal);
  const guest = checkGuest(input.guest);
  checkPartySize(input.partySize);
  return untilUnchanged(scope, async (tx) => {
    const known = await venueFor(tx, input);
    const visit = visitFor(known, input);
    checkStart(visit.stay, scope.clock.now());
    const options = servingOptions(known, input);
    const asked = askedFor(input);
    refuseClosed(visit, asked);
    const place = await findPlace(tx, { visit, options, asked });
    return openBooking(tx, scope.principal, {
      ...place,
      status: 'HELD',
      channel: channelOf(scope.principal, input.venueId),
      visit,
      partySize: input.partySize,
      guest,
      lapsesAt: place.at.add({ minutes: known.policy.holdMinutes }),
    });
  });
}
