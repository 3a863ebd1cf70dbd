import { rows, sql } from '@constellation/kit';
import { expect } from 'vitest';
import type { OpenBookings } from './open-bookings.ts';

/** Waits until just so many of the subgraph's transactions wait for a lock. */
export const untilWaiting = (bookings: OpenBookings, count = 1): Promise<void> =>
  expect.poll(() => waitingForLocks(bookings)).toBe(count);

async function waitingForLocks(bookings: OpenBookings): Promise<number> {
  const waiting = await rows(
    bookings.scope().em,
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length;
}
