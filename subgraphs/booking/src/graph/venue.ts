import { listAvailability } from '../actions/list-availability.ts';
import { listBookings } from '../actions/list-bookings.ts';
import type { VenueResolvers } from './schema.generated.ts';

export const Venue: VenueResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  availability: ({ id }, given, { scope }) => listAvailability(scope, id, given),
  bookings: ({ id }, given, { scope }) => listBookings(scope, given, id),
  bookingPolicy: ({ id }, _arguments, { loaders }) => loaders.bookingPolicy.load(id),
};
