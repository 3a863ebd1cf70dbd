import { defineSubgraph } from '@constellation/kit';
import { sdl } from '@constellation/schema/sdl';
import { BookingEntity } from './data/booking.entity.ts';
import { CreateBookings } from './data/migrations/0001-bookings.ts';
import { loaders } from './graph/loaders.ts';
import { resolvers } from './graph/resolvers.ts';
import { expiry } from './workers/expiry.ts';
import { onVenueSnapshot } from './workers/venue-snapshots.ts';

/** Bookings of tables: holds, confirmations, and who has what when. */
export const bookingSubgraph = defineSubgraph({
  name: 'booking',
  typeDefs: sdl('booking'),
  entities: [BookingEntity],
  migrations: [{ name: 'booking-0001-bookings', class: CreateBookings }],
  resolvers,
  loaders,
  workers: [expiry, onVenueSnapshot],
  poolSize: 20,
});
