import { instant, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { stayOf } from '../domain/policy.ts';
import { checkGuest, checkPartySize, stayFrom, stayMinutes } from '../domain/request.ts';
import { allowStaff } from './access.ts';
import { findPlace } from './find-place.ts';
import { openBooking } from './open-booking.ts';
import { untilUnchanged } from './until-unchanged.ts';
import { askedAtTheDoor, type GuestInput, refuseClosed, servingOptions, venueFor, type Wish } from './wish.ts';

export interface SeatWalkInInput extends Wish {
  readonly guest?: GuestInput | null;
}

/**
 * Seats a party that is at the door, from now on; the venue must be open now, the stay may outlast the hours. Refused
 * with NOT_FOUND, FORBIDDEN, INVALID_INPUT, CLOSED, VENUE_CLOSED, PARTY_TOO_SMALL, PARTY_TOO_LARGE, NO_COMBINATION or
 * TABLE_TAKEN.
 */
export async function seatWalkIn(scope: Scope, { input }: { readonly input: SeatWalkInInput }): Promise<Booking> {
  const guest = input.guest ? checkGuest(input.guest) : null;
  checkPartySize(input.partySize);
  return untilUnchanged(scope, async (tx) => {
    const known = await venueFor(tx, input);
    allowStaff(scope.principal, input.venueId);
    const duration = input.duration ?? stayOf(known.policy, input.partySize);
    const wanted = { minutes: stayMinutes(duration) + known.policy.bufferMinutes };
    const options = servingOptions(known, input);
    const asked = askedAtTheDoor(input);
    const asks = await instant(tx);
    const visit = { ...known, stay: { start: asks, end: asks.add({ nanoseconds: 1 }) } };
    refuseClosed(visit, asked);
    const place = await findPlace(tx, { visit, wanted, options, asked, takesNoTurn: true });
    return openBooking(tx, scope.principal, {
      ...place,
      status: 'SEATED',
      channel: 'WALK_IN',
      visit: { ...known, stay: stayFrom(place.at, duration) },
      partySize: input.partySize,
      guest,
      lapsesAt: null,
    });
  });
}
