import { lookUpBooking } from '../actions/find-booking.ts';
import { allowedActions } from '../domain/lifecycle.ts';
import type { BookingItemResolvers, BookingResolvers } from './schema.generated.ts';

export const Booking: BookingResolvers = {
  __resolveReference: ({ id }, { scope }) => lookUpBooking(scope, { id }),
  item: ({ tableIds, labels, partySize }) => ({ tableIds, labels, partySize, tables: tableIds.map((id) => ({ id })) }),
  venue: ({ venueId }) => ({ id: venueId }),
  history: ({ id }, _arguments, { loaders }) => loaders.transitions.load(id),
  allowedActions: (booking, _arguments, { scope }) => allowedActions(booking, scope.clock.now()),
};

export const BookingItem: BookingItemResolvers = { __resolveType: () => 'TableReservation' };
