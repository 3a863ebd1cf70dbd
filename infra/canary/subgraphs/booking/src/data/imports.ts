export { lifecycle } from '../domain/lifecycle.ts';
export { payments } from '../outside/payments/client.ts'; // breaks no-restricted-imports
export { confirmBooking } from '../actions/confirm-booking.ts'; // breaks no-restricted-imports
export { venues } from '../../../venue/src/data/venue.queries.ts'; // breaks no-restricted-imports
