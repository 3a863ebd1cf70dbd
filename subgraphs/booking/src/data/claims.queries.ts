import { type EntityManager, firstRow, parseInstant, type RawBuilder, rows, sql } from '@constellation/kit';
import type { Interval } from '@constellation/schema/schedule';
import type { Arrival, Claim, Rivals } from '../domain/placement.ts';

/** Makes this transaction the only one that hands out these tables; ids are locked in order. */
export async function lockTables(tx: EntityManager, tableIds: readonly string[]): Promise<void> {
  await rows(tx, sql`select from venue_tables where id = any(${tableIds}::uuid[]) order by id for no key update`);
}

/** Makes this transaction the only one that lets parties arrive at a venue in a slot; lock tables before. */
export async function lockSlot(tx: EntityManager, venueId: string, { start }: Interval): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`${venueId} ${start.toString()}`}, 0))`);
}

/** Of what to find the rivals. */
export interface Contested {
  readonly tableIds: readonly string[];
  /** For which time the tables are wanted. */
  readonly during: Interval;
  /** Where and when arrivals count; left out where they do not. */
  readonly arriving?: { readonly venueId: string; readonly during: Interval } | undefined;
}

/**
 * Who has the tables and who arrives, all at one instant, lapsed holds included. Ask while tables and slot are locked,
 * and the answer holds until the transaction ends.
 */
export async function rivalsFor(em: EntityManager, contested: Contested): Promise<Rivals> {
  const row = await firstRow(
    em,
    sql<{ at: string; claims: Claim[]; arrivals: Arrival[] }>`
      select clock_instant() as at, (${claimsOn(contested)}) as claims, (${arrivalsOf(contested)}) as arrivals`,
  );
  if (!row) throw new Error('The query for rivals has a row even where there are none');
  return { ...row, at: parseInstant(row.at) };
}

const claimsOn = ({ tableIds, during: { start, end } }: Contested) => sql`
  select coalesce(json_agg(json_build_object('tableId', claim.table_id, 'bookingId', claim.booking_id,
    'startsAt', ${moment(sql`lower(claim.during)`)}, 'endsAt', ${moment(sql`upper(claim.during)`)},
    'lapsesAt', ${moment(sql`booking.lapses_at`)})), '[]')
  from table_claims claim join bookings booking on booking.id = claim.booking_id
  where claim.table_id = any(${tableIds}::uuid[]) and claim.during && tstzrange(${start.toString()}, ${end.toString()})`;

const arrivalsOf = ({ arriving }: Contested) =>
  arriving
    ? sql`
      select coalesce(json_agg(json_build_object('bookingId', id, 'startsAt', ${moment(sql`starts_at`)},
        'lapsesAt', ${moment(sql`lapses_at`)})), '[]')
      from bookings
      where venue_id = ${arriving.venueId} and status in ('HELD', 'PENDING_PAYMENT', 'CONFIRMED', 'SEATED', 'FINISHED')
        and starts_at >= ${arriving.during.start.toString()} and starts_at < ${arriving.during.end.toString()}`
    : sql`select '[]'::json`;

const moment = (at: RawBuilder<unknown>) => sql`(extract(epoch from ${at}) * 1000000)::bigint`;
