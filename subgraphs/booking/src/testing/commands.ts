import { acknowledgeAttention } from '../actions/acknowledge-attention.ts';
import { answerRequest } from '../actions/answer-request.ts';
import { cancelBooking } from '../actions/cancel-booking.ts';
import { changeBooking, type ChangeBookingInput } from '../actions/change-booking.ts';
import { confirmBooking } from '../actions/confirm-booking.ts';
import { extendHold } from '../actions/extend-hold.ts';
import { finishBooking } from '../actions/finish-booking.ts';
import { holdTable, type HoldTableInput } from '../actions/hold-table.ts';
import { markNoShow } from '../actions/mark-no-show.ts';
import { rejectBooking } from '../actions/reject-booking.ts';
import { requestTable } from '../actions/request-table.ts';
import { seatBooking } from '../actions/seat-booking.ts';
import { seatWalkIn, type SeatWalkInInput } from '../actions/seat-walk-in.ts';
import { setBookingPolicy } from '../actions/set-booking-policy.ts';
import type { Booking } from '../data/booking.entity.ts';
import { type AttentionReason, attentionReasons } from '../domain/attention.ts';
import type { PolicyChange } from '../domain/policy-change.ts';
import type { KnownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import { wish } from './wishes.ts';

type Named = Pick<Booking, 'id'>;

/** What people do with bookings, each time in a scope of its own. */
export function commandsOn({ scope }: OpenBookings) {
  const hold = (venue: KnownVenue, given?: Partial<HoldTableInput>) => holdTable(scope(), wish(venue, given));
  const confirm = ({ id }: Named) => confirmBooking(scope(), { id });
  return {
    hold,
    confirm,
    /** A hold that is confirmed at once. */
    book: async (venue: KnownVenue, given?: Partial<HoldTableInput>) => confirm(await hold(venue, given)),
    request: (venue: KnownVenue, given?: Partial<HoldTableInput>) => requestTable(scope(), wish(venue, given)),
    answer: ({ id }: Named) => answerRequest(scope(), id),
    change: ({ id }: Named, given: Omit<ChangeBookingInput, 'id'>) =>
      changeBooking(scope(), { input: { ...given, id } }),
    extend: ({ id }: Named) => extendHold(scope(), { id }),
    reject: ({ id }: Named) => rejectBooking(scope(), { id }),
    cancel: ({ id }: Named) => cancelBooking(scope(), { id }),
    seat: ({ id }: Named) => seatBooking(scope(), { id }),
    finish: ({ id }: Named) => finishBooking(scope(), { id }),
    markNoShow: ({ id }: Named) => markNoShow(scope(), { id }),
    walkIn: (venue: KnownVenue, given: Partial<SeatWalkInInput> = {}) =>
      seatWalkIn(scope(), {
        input: { venueId: venue.id, tableIds: venue.tableIds.slice(0, 1), partySize: 2, ...given },
      }),
    acknowledge: ({ id }: Named, reasons: readonly AttentionReason[] = attentionReasons) =>
      acknowledgeAttention(scope(), { id, reasons }),
    setPolicy: ({ id: venueId }: KnownVenue, change: PolicyChange) =>
      setBookingPolicy(scope(), { input: { ...change, venueId } }),
  };
}

export type Commands = ReturnType<typeof commandsOn>;
