export type { Booking } from '../data/booking.entity.ts';
export { confirmBooking } from '../actions/confirm-booking.ts';
export { findBooking } from '../data/booking.queries.ts'; // breaks no-restricted-imports
export { expiry } from '../workers/expiry.ts'; // breaks no-restricted-imports
export { subgraph } from '../index.ts'; // breaks no-restricted-imports
