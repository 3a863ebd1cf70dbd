import { rows, sql } from '@constellation/kit';
import type { Policy } from '../domain/policy.ts';
import type { OpenBookings } from './open-bookings.ts';

/** Writes down how a venue takes bookings; what is not given is as by default. */
export async function writePolicy(bookings: OpenBookings, venueId: string, policy: Partial<Policy>): Promise<void> {
  await rows(
    bookings.scope().em,
    sql`insert into booking_policies (venue_id, policy) values (${venueId}, ${JSON.stringify(policy)})
      on conflict (venue_id) do update set policy = excluded.policy`,
  );
}
