import { type EntityManager, isId, rows, sql } from '@constellation/kit';
import { LockMode } from '@mikro-orm/core';
import { type Booking, BookingEntity } from './booking.entity.ts';

/** What names a booking from outside. */
export type BookingKey = { readonly id: string } | { readonly reference: string } | { readonly serial: number };

/** The booking, if there is one. */
export const findBooking = (em: EntityManager, key: BookingKey): Promise<Booking | null> =>
  em.findOne(BookingEntity, key, { disableIdentityMap: true });

/** The booking as it is now, and nobody else's until the transaction ends. */
export const lockBooking = async (tx: EntityManager, id: string): Promise<Booking | null> =>
  isId(id) ? tx.findOne(BookingEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }) : null;

/**
 * Waits for everybody else who looks for another place for the booking: they would find it changed again and again. The
 * first lock of a transaction, before it reads the booking.
 */
export async function queueFor(tx: EntityManager, id: string): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`place of ${id}`}, 0))`);
}

/** These bookings, locked in the order of their ids so that rivals cannot wait for each other in a circle. */
export const lockBookings = async (tx: EntityManager, ids: readonly string[]): Promise<Booking[]> =>
  ids.length === 0
    ? []
    : tx.find(
        BookingEntity,
        { id: { $in: [...ids] } },
        { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
      );

/** Bookings whose time is up, oldest first, locked; those that somebody else is busy with are left to them. */
export async function lockLapsed(tx: EntityManager, limit: number): Promise<Booking[]> {
  const lapsed = await rows(
    tx,
    sql<{ id: string }>`select id from bookings
      where status in ('REQUESTED', 'HELD') and lapses_at <= clock_instant()
      order by lapses_at limit ${limit} for update skip locked`,
  );
  return lockBookings(
    tx,
    lapsed.map(({ id }) => id),
  );
}
