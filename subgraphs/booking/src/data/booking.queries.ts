import { type EntityManager, rows, sql } from '@constellation/kit';
import { LockMode } from '@mikro-orm/core';
import { type Booking, BookingEntity } from './booking.entity.ts';

/** What names a booking from outside. */
export type BookingKey = { readonly id: string } | { readonly reference: string } | { readonly serial: number };

/** The booking, if there is one. */
export const findBooking = (em: EntityManager, key: BookingKey): Promise<Booking | null> => em.findOne(BookingEntity, key);

/** The booking as it is now, and nobody else's until the transaction ends. */
export const lockBooking = (tx: EntityManager, id: string): Promise<Booking | null> =>
  tx.findOne(BookingEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });

/** These bookings, locked in the order of their ids so that rivals cannot wait for each other in a circle. */
export const lockBookings = (tx: EntityManager, ids: readonly string[]): Promise<Booking[]> =>
  tx.find(
    BookingEntity,
    { id: { $in: [...ids] } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
  );

/** Holds whose time is up, oldest first, locked; those that somebody else is busy with are left to them. */
export async function lockLapsedHolds(tx: EntityManager, limit: number): Promise<Booking[]> {
  const lapsed = await rows(
    tx,
    sql<{ id: string }>`select id from bookings
      where status = 'HELD' and hold_expires_at <= clock_instant()
      order by hold_expires_at limit ${limit} for update skip locked`,
  );
  return lapsed.length === 0 ? [] : lockBookings(tx, lapsed.map(({ id }) => id));
}

/** A booking that is not in the database yet, so that it has no serial number. */
export type NewBooking = Omit<Booking, 'serial'>;

/**
 * Writes a new booking and its claims in one statement; returns its serial number.
 * Fails on the constraint `one_owner_at_a_time` where a claim meets another.
 */
export async function insertBooking(tx: EntityManager, booking: NewBooking): Promise<number> {
  const inserted = await rows(
    tx,
    sql<{ serial: string }>`
      with booking as (
        insert into bookings (id, reference, status, venue_id, table_ids, labels, party_size, starts_at, ends_at, channel,
          customer_id, partner_id, guest, hold_expires_at, version, created_at, updated_at)
        values (${booking.id}, ${booking.reference}, ${booking.status}, ${booking.venueId}, ${booking.tableIds},
          ${booking.labels}, ${booking.partySize}, ${booking.startsAt.toString()}, ${booking.endsAt.toString()},
          ${booking.channel}, ${booking.customerId}, ${booking.partnerId}, ${JSON.stringify(booking.guest)},
          ${booking.holdExpiresAt?.toString()}, ${booking.version}, ${booking.createdAt.toString()},
          ${booking.updatedAt.toString()})
        returning id, serial, table_ids, starts_at, ends_at
      ), claims as (
        insert into table_claims (booking_id, table_id, during)
        select id, unnest(table_ids), tstzrange(starts_at, ends_at) from booking
      )
      select serial from booking`,
  );
  return Number(inserted[0]?.serial);
}
