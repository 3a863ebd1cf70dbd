import { rows, sql } from '@constellation/kit';
import type { BookingChangeData, CloudEvent } from '@constellation/schema';
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
export const stepsTold = async (bookings: OpenBookings, venueId: string): Promise<Step[]> =>
  stepsIn(await eventsFor(bookings, venueId));

/** What events tell: booking by booking, each in their order. */
export const stepsIn = (events: readonly CloudEvent<BookingChangeData>[]): Step[] =>
  events
    .map(({ subject: bookingId, version, time, data }) => ({
      bookingId,
      version,
      from: data.from,
      to: data.to,
      at: time,
    }))
    .toSorted((one, other) => one.bookingId.localeCompare(other.bookingId));

/** How bookings begin: held, as a wish, or at the door. */
const beginnings: readonly Status[] = ['HELD', 'REQUESTED', 'SEATED'];

/** Steps of one booking that break a rule: out of order, from where it did not stand, or not in the lifecycle. */
export const wrongAmong = (steps: readonly Step[]): Step[] =>
  steps.filter(({ version, from, to }, index) => {
    const before = steps[index - 1]?.to ?? null;
    return version !== index + 1 || from !== before || !(before ? follows(before, to) : beginnings.includes(to));
  });

const follows = (before: Status, to: Status) => before === to || Object.values(lifecycle[before]).includes(to);

/** What may change about a booking that stays where it is. */
const changesWithin: Readonly<Record<BookingChangeData['change'], (status: Status) => boolean>> = {
  STATUS: () => false,
  RESCHEDULED: (status) => status === 'CONFIRMED',
  HOLD_EXTENDED: (status) => status === 'HELD',
  ATTENTION: () => true,
};

/** Events whose change is not the one that their statuses show. */
export const mislabelledAmong = (events: readonly CloudEvent<BookingChangeData>[]) =>
  events.filter(({ data: { change, from, to } }) => (from === to ? !changesWithin[change](to) : change !== 'STATUS'));
