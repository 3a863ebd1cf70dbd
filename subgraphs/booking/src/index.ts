import { defineSubgraph } from '@constellation/kit';
import { sdl } from '@constellation/schema/sdl';
import { collectCustomer } from './actions/collect-customer.ts';
import { eraseCustomer } from './actions/erase-customer.ts';
import { BookingEntity } from './data/booking.entity.ts';
import { CreateBookings } from './data/migrations/0001-bookings.ts';
import { WholeLifecycle } from './data/migrations/0002-whole-lifecycle.ts';
import { ListBookings } from './data/migrations/0003-lists.ts';
import { loaders } from './graph/loaders.ts';
import { resolvers } from './graph/resolvers.ts';
import { expiry } from './workers/expiry.ts';
import { onBookingRequested } from './workers/requests.ts';
import { onVenueSnapshot } from './workers/venue-snapshots.ts';

/** Bookings of tables: holds, confirmations, and who has what when. */
export const bookingSubgraph = defineSubgraph({
  name: 'booking',
  typeDefs: sdl('booking'),
  entities: [BookingEntity],
  migrations: [
    { name: 'booking-0001-bookings', class: CreateBookings },
    { name: 'booking-0002-whole-lifecycle', class: WholeLifecycle },
    { name: 'booking-0003-lists', class: ListBookings },
  ],
  resolvers,
  loaders,
  workers: [expiry, onVenueSnapshot, onBookingRequested],
  personalData: { collect: collectCustomer, erase: eraseCustomer },
  poolSize: 20,
});
