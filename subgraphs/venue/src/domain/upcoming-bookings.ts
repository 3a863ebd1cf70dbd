import { Refusal } from '@constellation/kit/refusal';
import type { bookingSnapshot } from '@constellation/schema';
import type { z } from 'zod';

/** A booking as its subgraph tells of it. */
export type BookingSnapshot = z.output<(typeof bookingSnapshot)['data']>;

/** What has to be known of a booking before a table is retired. */
export type KnownBooking = Pick<BookingSnapshot, 'bookingId' | 'venueId' | 'tableIds' | 'endsAt' | 'over'>;

/** The tables that are booked, by how many bookings, and when the last of them ends. */
export interface BookingsToCome {
  readonly tableIds: readonly string[];
  readonly bookings: number;
  readonly until: Temporal.Instant;
}

/** What to know of a booking; what is only requested has no table yet. */
export const knownBooking = ({ status, tableIds, ...booking }: BookingSnapshot): KnownBooking => ({
  ...booking,
  tableIds: status === 'REQUESTED' ? [] : tableIds,
});

/** The refusal to retire tables that are booked; `path` leads to what would retire them. */
export const stillBooked = ({ tableIds, bookings, until }: BookingsToCome, path: readonly string[]): Refusal =>
  new Refusal('HAS_FUTURE_BOOKINGS', 'Tables have bookings to come: move them, or give `force`', {
    path,
    details: { tableIds, bookings, until: until.toString() },
  });
