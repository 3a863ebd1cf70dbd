import { rows, sql } from '@constellation/kit';
import type { BookingChangeData, CloudEvent } from '@constellation/schema';
import { isUpTo } from '@constellation/schema/schedule';
import { transitionsOf } from '../data/transitions.queries.ts';
import type { Status } from '../domain/lifecycle.ts';
import type { OpenBookings } from './open-bookings.ts';

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

/** What may follow what, but for payments: told a second time, as whoever reads the contract expects it. */
const ways: Readonly<Record<string, readonly Status[]>> = {
  '': ['REQUESTED', 'HELD', 'SEATED'],
  REQUESTED: ['HELD', 'REJECTED', 'CANCELLED', 'EXPIRED'],
  HELD: ['CONFIRMED', 'CANCELLED', 'EXPIRED'],
  CONFIRMED: ['SEATED', 'CANCELLED', 'NO_SHOW'],
  NO_SHOW: ['SEATED'],
  SEATED: ['FINISHED'],
};

/** Steps of one booking that break a rule: out of order, from where it did not stand, or where no way leads. */
export const wrongAmong = (steps: readonly Step[]): Step[] =>
  steps.filter(({ version, from, to, at }, index) => {
    const before = steps[index - 1];
    const isNext = version === index + 1 && from === (before?.to ?? null);
    const isLater = !before || isUpTo(Temporal.Instant.from(before.at), Temporal.Instant.from(at));
    return !isNext || !isLater || !(to === from || ways[from ?? '']?.includes(to));
  });

/** The ways that nobody went. */
export function untrodden(steps: readonly Step[]): string[] {
  const trodden = new Set(steps.map(({ from, to }) => `${from ?? ''} ${to}`));
  const all = Object.entries(ways).flatMap(([from, following]) => following.map((to) => `${from} ${to}`));
  return all.filter((way) => !trodden.has(way));
}

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

/** What became of holds when their time was up already, or ended them before. */
export function untimelyAmong(events: readonly CloudEvent<BookingChangeData>[]) {
  const stories = Map.groupBy(events, ({ subject }) => subject);
  return [...stories.values()].flatMap((story) =>
    story.filter(({ time, data }, index) => {
      const until = story[index - 1]?.data.holdExpiresAt;
      if (until == null || data.change === 'ATTENTION') return false;
      return isUpTo(Temporal.Instant.from(until), Temporal.Instant.from(time)) !== (data.to === 'EXPIRED');
    }),
  );
}
