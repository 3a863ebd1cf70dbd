import { firstRow, rows, sql, type Stored } from '@constellation/kit';
import {
  bookingEvents,
  type BookingChangeData,
  bookingSnapshot,
  type CloudEvent,
  parseEvent,
  type StreamName,
} from '@constellation/schema';
import { vi } from 'vitest';
import { type Booking, BookingEntity } from '../data/booking.entity.ts';
import { type Transition, transitionsOf } from '../data/transitions.queries.ts';
import type { OpenBookings } from './open-bookings.ts';

/** A venue's bookings, in the order in which they were made. */
export const bookingsAt = (bookings: OpenBookings, venueId: string): Promise<Booking[]> =>
  bookings.scope().em.find(BookingEntity, { venueId }, { orderBy: { serial: 'asc' } });

/** The steps of a booking's life so far. */
export const historyOf = (bookings: OpenBookings, bookingId: string): Promise<Transition[]> =>
  transitionsOf(bookings.scope().em, [bookingId]);

/** Everything a stream holds of a venue's bookings once all that was written has been published, in its order. */
export async function publishedFor(
  bookings: OpenBookings,
  venueId: string,
  stream: StreamName = 'BOOKING',
): Promise<Stored[]> {
  await vi.waitUntil(async () => (await unpublished(bookings)) === 0, { interval: 10, timeout: 15_000 });
  const { bus } = bookings.platform;
  const newest = await bus.newest(stream);
  const found: Stored[] = [];
  const reading = new AbortController();
  if (newest === 0) return found;
  for await (const stored of bus.read(stream, { from: 'start', signal: reading.signal })) {
    if (stored.subject.includes(`.${venueId}.`)) found.push(stored);
    if (stored.sequence >= newest) break;
  }
  reading.abort();
  return found;
}

async function unpublished(bookings: OpenBookings): Promise<number> {
  const row = await firstRow(
    bookings.scope().em,
    sql<{ count: number }>`select count(*)::integer as count from outbox where sequence is null`,
  );
  return row?.count ?? 0;
}

/** The same as events of their contracts. */
export async function eventsFor(bookings: OpenBookings, venueId: string): Promise<CloudEvent<BookingChangeData>[]> {
  const published = await publishedFor(bookings, venueId);
  return published.map(({ event }) => {
    const contract = bookingEvents.find(({ type }) => type === event.type);
    if (!contract) throw new Error(`No contract tells of ${event.type}`);
    return parseEvent(contract, event);
  });
}

/** The newest snapshot of each of a venue's bookings that the world has. */
export async function snapshotsFor(bookings: OpenBookings, venueId: string) {
  const published = await publishedFor(bookings, venueId, 'BOOKING_STATE');
  return published.map(({ event }) => parseEvent(bookingSnapshot, event));
}

/** The tables that are claimed at a venue, and by which booking. */
export const claimsAt = (
  bookings: OpenBookings,
  venueId: string,
): Promise<{ readonly tableId: string; readonly bookingId: string }[]> =>
  rows(
    bookings.scope().em,
    sql<{ tableId: string; bookingId: string }>`
      select claim.table_id as "tableId", booking.id as "bookingId"
      from table_claims claim join bookings booking on booking.id = claim.booking_id
      where booking.venue_id = ${venueId} order by claim.table_id`,
  );

/** How many rows the subgraph's tables hold. */
export async function rowCounts(bookings: OpenBookings): Promise<Readonly<Record<string, number>> | undefined> {
  return firstRow(
    bookings.scope().em,
    sql<Record<string, number>>`
      select (select count(*)::integer from bookings) as bookings, (select count(*)::integer from table_claims) as claims,
        (select count(*)::integer from booking_transitions) as transitions, (select count(*)::integer from outbox) as outbox,
        (select count(*)::integer from idempotency) as idempotency`,
  );
}
