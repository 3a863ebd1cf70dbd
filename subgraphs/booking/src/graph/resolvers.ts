import { Booking, BookingItem } from './booking.ts';
import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import type { Resolvers } from './schema.generated.ts';

export const resolvers: Resolvers = { Query, Mutation, Booking, BookingItem };
