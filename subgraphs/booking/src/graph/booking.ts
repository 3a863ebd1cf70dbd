import { allowedActionsOf } from '../actions/allowed-actions.ts';
import { lookUpBooking } from '../actions/find-booking.ts';
import type { BookingItemResolvers, BookingResolvers } from './schema.generated.ts';

export const Booking: BookingResolvers = {
  __resolveReference: ({ id }, { scope }) => lookUpBooking(scope, { id }),
  item: ({ tableIds, labels, partySize }) => ({ tableIds, labels, partySize, tables: tableIds.map((id) => ({ id })) }),
  venue: ({ venueId }) => ({ id: venueId }),
  history: ({ id }, _arguments, { loaders }) => loaders.transitions.load(id),
  customer: ({ customerId: id }) => (id == null ? null : { id }),
  partner: ({ partnerId: id }) => (id == null ? null : { id }),
  holdExpiresAt: ({ status, lapsesAt }) => (status === 'HELD' ? lapsesAt : null),
  amountDue: ({ total }) => total,
  allowedActions: async (booking, _arguments, { scope, loaders }) =>
    allowedActionsOf(scope, booking, await loaders.policy.load(booking.venueId)),
};

export const BookingItem: BookingItemResolvers = { __resolveType: () => 'TableReservation' };
