import { type EntityManager, isId, rows, sql } from '@constellation/kit';
import { LockMode } from '@mikro-orm/core';
import { type Booking, BookingEntity } from './booking.entity.ts';

/** What names a booking from outside. */
export type BookingKey = { readonly id: string } | { readonly reference: string } | { readonly serial: number };

/** The booking, if there is one. */
export const findBooking = (em: EntityManager, key: BookingKey): Promise<Booking | null> =>
  em.findOne(BookingEntity, key);

/** The booking as it is now, and nobody else's until the transaction ends. */
export const lockBooking = async (tx: EntityManager, id: string): Promise<Booking | null> =>
  isId(id) ? tx.findOne(BookingEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }) : null;

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
  return lapsed.length === 0
    ? []
    : lockBookings(
        tx,
        lapsed.map(({ id }) => id),
      );
}
