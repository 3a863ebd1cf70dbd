import { rows, sql } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import type { OpenBookings } from './open-bookings.ts';

/** Every row of every table that has a text in it somewhere, by table. */
export async function rowsWith(bookings: OpenBookings, text: string): Promise<readonly string[]> {
  const { em } = bookings.scope();
  const tables = await rows(
    em,
    sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const holding = await rows(em, sql`select from ${sql.table(name)} as each where each::text ilike ${`%${text}%`}`);
    found.push(...holding.map(() => name));
  }
  return found;
}

/** What a booking has of whoever made it. */
export const personIn = ({ customerId, guest }: Booking) => ({ customerId, guest });
