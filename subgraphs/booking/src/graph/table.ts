import { stretchFrom } from '../domain/booking-filter.ts';
import type { TableResolvers } from './schema.generated.ts';

export const Table: TableResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  bookings: ({ id }, given, { loaders }) => loaders.bookingsOfTable.load({ tableId: id, during: stretchFrom(given) }),
};
