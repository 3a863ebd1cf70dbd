import type { EntityManager } from '@constellation/kit';
import type { OpenBookings } from './open-bookings.ts';

/** The subgraph inside a transaction that the test ends. */
export const inside = (tx: EntityManager, bookings: OpenBookings): OpenBookings => ({
  ...bookings,
  scope: () => ({ ...bookings.scope(), em: tx }),
});
