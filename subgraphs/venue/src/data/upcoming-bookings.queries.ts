import { type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';
import type { BookingsToCome, KnownBooking } from '../domain/upcoming-bookings.ts';

/**
 * Replaces what is known of a booking unless something as new is known already. One that is over stays known, so that
 * nothing older can bring it back; what ended 30 days ago at the same venue is forgotten.
 */
export async function saveBooking(tx: EntityManager, booking: KnownBooking, version: number): Promise<void> {
  const { bookingId, venueId, tableIds, endsAt, over } = booking;
  await rows(
    tx,
    sql`
      with forgotten as (
        delete from upcoming_bookings
        where venue_id = ${venueId} and ends_at < (select clock_instant()) - interval '30 days'
          and booking_id <> ${bookingId}
      )
      insert into upcoming_bookings as known (booking_id, venue_id, table_ids, ends_at, over, version)
      values (${bookingId}, ${venueId}, ${tableIds}::uuid[], ${endsAt}, ${over}, ${version})
      on conflict (booking_id) do update set
        venue_id = excluded.venue_id, table_ids = excluded.table_ids, ends_at = excluded.ends_at,
        over = excluded.over, version = excluded.version
      where known.version < excluded.version`,
  );
}

/** The bookings that have one of a venue's tables from now on, as far as has been heard; undefined when there is none. */
export async function bookingsToCome(
  tx: EntityManager,
  venueId: string,
  tableIds: readonly string[],
): Promise<BookingsToCome | undefined> {
  const row = await firstRow(
    tx,
    sql<{ tableIds: string[]; bookings: number; until: string }>`
      select array_agg(distinct booked.id) as "tableIds", count(distinct booking_id)::int as bookings,
        max(ends_at) as until
      from upcoming_bookings, unnest(table_ids) as booked (id)
      where venue_id = ${venueId} and not over and ends_at > (select clock_instant())
        and booked.id = any(${tableIds}::uuid[])
      having count(*) > 0`,
  );
  return row && { ...row, until: parseInstant(row.until) };
}
