import { rows, sql } from '@constellation/kit';
import { transitionsOf } from '../data/transitions.queries.ts';
import { type Status, transitions as lifecycle } from '../domain/lifecycle.ts';
import type { OpenBookings } from './open-bookings.ts';
import { eventsFor } from './records.ts';

/** One step of one booking, as its history keeps it or an event tells it. */
export interface Step {
  readonly bookingId: string;
  readonly version: number;
  readonly from: Status | null;
  readonly to: Status;
  readonly at: string;
}

/** What the histories of a venue's bookings keep. */
export async function stepsKept(bookings: OpenBookings, venueId: string): Promise<Step[]> {
  const { em } = bookings.scope();
  const ids = await rows(em, sql<{ id: string }>`select id from bookings where venue_id = ${venueId}`);
  const transitions = await transitionsOf(
    em,
    ids.map(({ id }) => id),
  );
  return transitions.map(({ bookingId, version, from, to, at }) => ({ bookingId, version, from, to, at: String(at) }));
}

/** What the stream tells of them: booking by booking, each in the stream's order. */
export async function stepsTold(bookings: OpenBookings, venueId: string): Promise<Step[]> {
  const events = await eventsFor(bookings, venueId);
  const steps = events.map(({ subject: bookingId, version, time, data }) => ({
    bookingId,
    version,
    from: data.from,
    to: data.to,
    at: time,
  }));
  return steps.toSorted((one, other) => one.bookingId.localeCompare(other.bookingId));
}

/** Steps of one booking that break a rule: out of order, from where it did not stand, or not in the lifecycle. */
export const wrongAmong = (steps: readonly Step[]): Step[] =>
  steps.filter(({ version, from, to }, index) => {
    const before = steps[index - 1]?.to ?? null;
    const allowed = before ? Object.values(lifecycle[before]) : ['HELD'];
    return version !== index + 1 || from !== before || !allowed.includes(to);
  });
