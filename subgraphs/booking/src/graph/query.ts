import { lookUpBooking } from '../actions/find-booking.ts';
import type { QueryResolvers } from './schema.generated.ts';

export const Query: QueryResolvers = {
  booking: (_parent, given, { scope }) => lookUpBooking(scope, given),
};
