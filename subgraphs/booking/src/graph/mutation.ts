import { mutations } from '@constellation/kit';
import { acknowledgeAttention } from '../actions/acknowledge-attention.ts';
import { cancelBooking } from '../actions/cancel-booking.ts';
import { changeBooking } from '../actions/change-booking.ts';
import { confirmBooking } from '../actions/confirm-booking.ts';
import { extendHold } from '../actions/extend-hold.ts';
import { rereadBooking } from '../actions/find-booking.ts';
import { lookUpPolicy } from '../actions/find-policy.ts';
import { finishBooking } from '../actions/finish-booking.ts';
import { holdTable } from '../actions/hold-table.ts';
import { markNoShow } from '../actions/mark-no-show.ts';
import { rejectBooking } from '../actions/reject-booking.ts';
import { requestTable } from '../actions/request-table.ts';
import { seatBooking } from '../actions/seat-booking.ts';
import { seatWalkIn } from '../actions/seat-walk-in.ts';
import { setBookingPolicy } from '../actions/set-booking-policy.ts';
import type { MutationResolvers } from './schema.generated.ts';

const bookingMutation = mutations({ field: 'booking', requires: 'bookings:write', find: rereadBooking });

const policyMutation = mutations({ field: 'policy', requires: 'bookings:write', find: lookUpPolicy });

export const Mutation: MutationResolvers = {
  holdTable: bookingMutation(holdTable),
  requestTable: bookingMutation(requestTable),
  seatWalkIn: bookingMutation(seatWalkIn),
  changeBooking: bookingMutation(changeBooking),
  extendHold: bookingMutation(extendHold),
  confirmBooking: bookingMutation(confirmBooking),
  rejectBooking: bookingMutation(rejectBooking),
  cancelBooking: bookingMutation(cancelBooking),
  seatBooking: bookingMutation(seatBooking),
  finishBooking: bookingMutation(finishBooking),
  markNoShow: bookingMutation(markNoShow),
  acknowledgeAttention: bookingMutation(acknowledgeAttention),
  setBookingPolicy: policyMutation(setBookingPolicy),
};
