import { rows, sql } from '@constellation/kit';
import type { OpenBookings } from './open-bookings.ts';

/** How many of the subgraph's transactions wait for a lock. */
export async function waitingForLocks(bookings: OpenBookings): Promise<number> {
  const waiting = await rows(
    bookings.scope().em,
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length;
}
