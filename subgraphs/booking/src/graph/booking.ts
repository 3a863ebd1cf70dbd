import { allowedActions } from '../domain/lifecycle.ts';
import { lookUpBooking } from '../actions/find-booking.ts';
import type { BookingItemResolvers, BookingResolvers, TableReservationResolvers } from './schema.generated.ts';

export const Booking: BookingResolvers = {
  __resolveReference: ({ id }, { scope }) => lookUpBooking(scope, { id }),
  item: (booking) => booking,
  venue: ({ venueId }) => ({ id: venueId }),
  history: ({ id }, _arguments, { loaders }) => loaders.transitions.load(id),
  allowedActions: (booking, _arguments, { scope }) => allowedActions(booking, scope.clock.now()),
};

export const BookingItem: BookingItemResolvers = { __resolveType: () => 'TableReservation' };

export const TableReservation: TableReservationResolvers = {
  tables: ({ tableIds }) => tableIds.map((id) => ({ id })),
};
