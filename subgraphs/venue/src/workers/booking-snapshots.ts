import { consumer } from '@constellation/kit';
import { bookingSnapshot } from '@constellation/schema';
import { projectBooking } from '../actions/project-booking.ts';

/** Follows the bookings, so that no table is retired under them unawares. */
export const onBookingSnapshot = consumer(bookingSnapshot, 'venue-bookings', (scope, booking, { version }) =>
  projectBooking(scope, booking, version),
);
