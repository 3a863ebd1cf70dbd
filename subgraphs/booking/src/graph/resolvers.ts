import { Booking, BookingItem } from './booking.ts';
import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import type { Resolvers } from './schema.generated.ts';
import { SlotReason, TableOption, TableSlot } from './table-slot.ts';
import { Table } from './table.ts';
import { Venue } from './venue.ts';

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Booking,
  BookingItem,
  Venue,
  Table,
  TableSlot,
  TableOption,
  SlotReason,
};
