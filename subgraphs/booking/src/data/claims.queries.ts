import { type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';
import type { Interval } from '../domain/opening.ts';

/** Who has a table during some of an interval. */
export interface Claim {
  readonly tableId: string;
  readonly bookingId: string;
  /** Whether it is a hold whose time is up. */
  readonly lapsed: boolean;
}

/** The claims that meet an interval, judged at one instant. */
export interface Claims {
  readonly at: Temporal.Instant;
  readonly claims: readonly Claim[];
}

/** Makes this transaction the only one that hands out these tables; ids are locked in order. */
export async function lockTables(tx: EntityManager, tableIds: readonly string[]): Promise<void> {
  await rows(tx, sql`select from venue_tables where id = any(${tableIds}::uuid[]) order by id for no key update`);
}

/** Who has these tables; ask while they are locked, and the answer holds until the transaction ends. */
export async function claimsOn(
  tx: EntityManager,
  tableIds: readonly string[],
  { start, end }: Interval,
): Promise<Claims> {
  const row = await firstRow(
    tx,
    sql<{ at: string; claims: Claim[] }>`
      with moment as materialized (select clock_instant() as at)
      select at, coalesce(jsonb_agg(jsonb_build_object(
        'tableId', claim.table_id, 'bookingId', claim.booking_id,
        'lapsed', coalesce(booking.hold_expires_at <= at, false)
      )) filter (where claim.booking_id is not null), '[]') as claims
      from moment
      left join table_claims claim
        on claim.table_id = any(${tableIds}::uuid[]) and claim.during && tstzrange(${start.toString()}, ${end.toString()})
      left join bookings booking on booking.id = claim.booking_id
      group by at`,
  );
  if (!row) throw new Error('The claims query always has a row');
  return { at: parseInstant(row.at), claims: row.claims };
}
