import { instant, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { stayOf } from '../domain/policy.ts';
import { checkGuest, checkPartySize, stayFrom } from '../domain/request.ts';
import { allowStaff } from './access.ts';
import { findPlace } from './find-place.ts';
import { openBooking } from './open-booking.ts';
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
  return scope.em.transactional(async (tx) => {
    const known = await venueFor(tx, input);
    allowStaff(scope.principal, input.venueId);
    const stay = stayFrom(await instant(tx), input.duration ?? stayOf(known.policy, input.partySize));
    const visit = { ...known, stay };
    const options = servingOptions(known, input);
    const asked = askedAtTheDoor(input);
    refuseClosed({ ...visit, stay: { ...stay, end: stay.start.add({ nanoseconds: 1 }) } }, asked);
    const place = await findPlace(tx, { visit, options, asked, atTheDoor: true });
    return openBooking(tx, scope.principal, {
      ...place,
      status: 'SEATED',
      channel: 'WALK_IN',
      visit,
      partySize: input.partySize,
      guest,
      lapsesAt: null,
    });
  });
}
