export { booking } from '../data/booking.queries.ts';
export { confirmBooking } from '../actions/confirm-booking.ts'; // breaks no-restricted-imports
