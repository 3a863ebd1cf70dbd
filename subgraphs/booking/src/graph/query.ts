import { lookUpBooking } from '../actions/find-booking.ts';
import { listBookings } from '../actions/list-bookings.ts';
import type { QueryResolvers } from './schema.generated.ts';

export const Query: QueryResolvers = {
  booking: (_parent, given, { scope }) => lookUpBooking(scope, given),
  bookings: (_parent, given, { scope }) => listBookings(scope, given),
};
