import { type EntityManager, rows, sql } from '@constellation/kit';
import { type Booking, BookingEntity } from './booking.entity.ts';
import { lockBookings } from './booking.queries.ts';

/** All bookings that somebody has made for themselves, oldest first. */
export const bookingsOf = (em: EntityManager, customerId: string): Promise<Booking[]> =>
  em.find(BookingEntity, { customerId }, { orderBy: { serial: 'asc' }, disableIdentityMap: true });

/** Some of them, locked. */
export async function lockBookingsOf(tx: EntityManager, customerId: string, limit: number): Promise<Booking[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select id from bookings where customer_id = ${customerId} order by id limit ${limit}`,
  );
  return lockBookings(
    tx,
    found.map(({ id }) => id),
  );
}

/** Takes whose locked bookings they are out of them: who came, what anybody wrote about it, and who did which step. */
export async function cutCustomer(
  tx: EntityManager,
  ids: readonly string[],
  actor: { readonly known: string; readonly unknown: string },
): Promise<void> {
  await rows(tx, sql`update bookings set guest = null, customer_id = null where id = any(${ids}::uuid[])`);
  await rows(
    tx,
    sql`update booking_transitions set words = null, actor = case actor when ${actor.known} then ${actor.unknown} else actor end
      where booking_id = any(${ids}::uuid[]) and (words is not null or actor = ${actor.known})`,
  );
}
