import { mutations } from '@constellation/kit';
import { cancelBooking } from '../actions/cancel-booking.ts';
import { confirmBooking } from '../actions/confirm-booking.ts';
import { lookUpBooking } from '../actions/find-booking.ts';
import { holdTable } from '../actions/hold-table.ts';
import type { MutationResolvers } from './schema.generated.ts';

const bookingMutation = mutations({
  field: 'booking',
  requires: 'bookings:write',
  find: (scope, id) => lookUpBooking(scope, { id }),
});

export const Mutation: MutationResolvers = {
  holdTable: bookingMutation(holdTable),
  confirmBooking: bookingMutation(confirmBooking),
  cancelBooking: bookingMutation(cancelBooking),
};
