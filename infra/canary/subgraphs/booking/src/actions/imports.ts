export { booking } from '../data/booking.queries.ts';
export { query } from '../graph/query.ts'; // breaks no-restricted-imports
export { expiry } from '../workers/expiry.ts'; // breaks no-restricted-imports
export { subgraph } from '../index.ts'; // breaks no-restricted-imports
