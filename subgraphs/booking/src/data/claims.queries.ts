import { type EntityManager, firstRow, parseInstant, type RawBuilder, rows, sql } from '@constellation/kit';
import type { Interval } from '@constellation/schema/schedule';
import type { Arrival, Claim, Rivals } from '../domain/placement.ts';
import type { FromNow } from '../domain/stretch.ts';

/** Makes this transaction the only one that hands out these tables; ids are locked in order. */
export async function lockTables(tx: EntityManager, tableIds: readonly string[]): Promise<void> {
  await rows(tx, sql`select from venue_tables where id = any(${tableIds}::uuid[]) order by id for no key update`);
}

/** Where and when parties arrive. */
interface Slot {
  readonly venueId: string;
  readonly during: Interval;
}

/** Makes this transaction the only one that lets parties arrive at a venue in a slot; lock tables before. */
export async function lockSlot(tx: EntityManager, { venueId, during }: Slot): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`${venueId} ${during.start.toString()}`}, 0))`);
}

/** Of what to find the rivals. */
export interface Contested {
  readonly tableIds: readonly string[];
  /** For which time the tables are wanted. */
  readonly during: Interval | FromNow;
  /** Where and when arrivals count; left out where they do not. */
  readonly arriving?: Slot | undefined;
}

/**
 * Who has the tables and who arrives, all at one instant, lapsed holds included. Whoever sits at a table has it until they
 * leave: at least up to and with that instant, whatever was planned. Ask while tables and slot are locked, and the answer
 * holds until the transaction ends, but for parties that leave.
 */
export async function rivalsFor(em: EntityManager, contested: Contested): Promise<Rivals> {
  const row = await firstRow(
    em,
    sql<{ at: string; claims: Claim[]; arrivals: Arrival[] }>`
      with now as materialized (select clock_instant() as at)
      select now.at, (${claimsOn(contested)}) as claims, (${arrivalsOf(contested)}) as arrivals from now`,
  );
  if (!row) throw new Error('The query for rivals has a row even where there are none');
  return { ...row, at: parseInstant(row.at) };
}

function claimsOn({ tableIds, during }: Contested) {
  const start = 'start' in during ? sql`${during.start.toString()}::timestamptz` : sql`now.at`;
  return sql`
    select coalesce(json_agg(json_build_object('tableId', claim.table_id, 'bookingId', claim.booking_id,
      'startsAt', ${moment(sql`lower(claim.during)`)}, 'endsAt', ${moment(sql`greatest(upper(claim.during), ${seenUntil})`)},
      'overstays', claim.seated and upper(claim.during) <= now.at, 'lapsesAt', ${moment(sql`booking.lapses_at`)})), '[]')
    from table_claims claim join bookings booking on booking.id = claim.booking_id
    where claim.table_id = any(${tableIds}::uuid[])
      and (claim.during && tstzrange(${start}, ${endOf(during)}) or claim.seated and ${start} <= now.at)`;
}

function endOf(during: Contested['during']) {
  if ('end' in during) return sql`${during.end.toString()}`;
  return 'until' in during
    ? sql`greatest(${during.until.toString()}, ${nextMoment})`
    : sql`now.at + make_interval(mins => ${during.minutes})`;
}

const nextMoment = sql`now.at + interval '1 microsecond'`;

/** The first moment at which nobody knows whether a party still sits there. */
const seenUntil = sql`case when claim.seated then ${nextMoment} end`;

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
