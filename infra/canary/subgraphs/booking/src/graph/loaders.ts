export { findBooking } from '../data/booking.queries.ts';
export { route } from '../http/route.ts'; // breaks no-restricted-imports
