import { streamCursor } from '@constellation/kit';
import { allowedActionsOf } from '../actions/allowed-actions.ts';
import { lookUpBooking } from '../actions/find-booking.ts';
import { showHistory } from '../actions/show-history.ts';
import type { BookingItemResolvers, BookingResolvers } from './schema.generated.ts';

export const Booking: BookingResolvers = {
  __resolveReference: ({ id }, { scope }) => lookUpBooking(scope, { id }),
  item: ({ tableIds, labels, partySize }) => ({ tableIds, labels, partySize, tables: tableIds.map((id) => ({ id })) }),
  venue: ({ venueId }) => ({ id: venueId }),
  history: async (booking, _arguments, { scope, loaders }) =>
    showHistory(scope, booking, await loaders.transitions.load(booking.id)),
  customer: ({ customerId: id }) => (id == null ? null : { id }),
  partner: ({ partnerId: id }) => (id == null ? null : { id }),
  holdExpiresAt: ({ status, lapsesAt }) => (status === 'HELD' ? lapsesAt : null),
  amountDue: ({ total }) => total,
  allowedActions: async (booking, _arguments, { scope, loaders }) =>
    allowedActionsOf(scope, booking, await loaders.policy.load(booking.venueId)),
  eventCursor: async (booking, _arguments, { loaders }) => {
    const place = await loaders.placeBehind.load(booking);
    return place ? streamCursor(place) : null;
  },
};

export const BookingItem: BookingItemResolvers = { __resolveType: () => 'TableReservation' };
