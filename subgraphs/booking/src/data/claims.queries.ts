import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
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
  const found = await rows(
    tx,
    sql<{ at: string } & { [Name in keyof Claim]: Claim[Name] | null }>`
      select at, claim.table_id as "tableId", claim.booking_id as "bookingId", booking.hold_expires_at <= at as lapsed
      from (select clock_instant() as at) moment
      left join (table_claims claim join bookings booking on booking.id = claim.booking_id)
        on claim.table_id = any(${tableIds}::uuid[])
        and claim.during && tstzrange(${start.toString()}, ${end.toString()})`,
  );
  const [first] = found;
  if (!first) throw new Error('The claims query has a row even where there is no claim');
  const claims = found.flatMap(({ tableId, bookingId, lapsed }) =>
    tableId === null || bookingId === null ? [] : [{ tableId, bookingId, lapsed: lapsed ?? false }],
  );
  return { at: parseInstant(first.at), claims };
}
