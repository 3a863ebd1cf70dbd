export { findBooking } from '../data/booking.queries.ts';
export { query } from '../graph/query.ts'; // breaks no-restricted-imports
export { venue } from '@constellation/venue'; // breaks no-restricted-imports
