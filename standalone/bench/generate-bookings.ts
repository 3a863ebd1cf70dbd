import { newId } from '@constellation/kit';
import type pg from 'pg';

export interface Generated {
  /** Each has a hundredth of the bookings. */
  readonly venueIds: readonly string[];
  /** Twenty at each venue, one venue's after the other's. */
  readonly tableIds: readonly string[];
  /** Each has made a thirtieth of the bookings. */
  readonly partnerIds: readonly string[];
  /** Who has made a thousandth of the bookings. */
  readonly guest: string;
}

const tablesPerVenue = 20;

/**
 * Fills booking's database with two years of bookings, one a minute, the last of them just made: what has begun is over
 * but for a few, what has not is mostly confirmed, one in five hundred wants attention.
 */
export async function generateBookings(client: pg.Client, count: number): Promise<Generated> {
  const venueIds = Array.from({ length: 100 }, newId);
  const tableIds = Array.from({ length: venueIds.length * tablesPerVenue }, newId);
  const partnerIds = Array.from({ length: 10 }, newId);
  await client.query(insertVenues, [venueIds]);
  await client.query(insertTables, [tableIds, venueIds]);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(secondaryIndexes);
  // An index is built faster than it is kept up.
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query(insertBookings, [count, venueIds, partnerIds, tableIds]);
  for (const { definition } of indexes) await client.query(definition);
  await client.query('vacuum analyze bookings');
  return { venueIds, tableIds, partnerIds, guest: 'Ada 1000' };
}

const insertVenues = `insert into venues (id, version, venue) select unnest($1::uuid[]), 1, '{}'`;
const insertTables = `
  insert into venue_tables (id, venue_id)
  select id, ($2::uuid[])[(place + ${tablesPerVenue - 1}) / ${tablesPerVenue}]
  from unnest($1::uuid[]) with ordinality as tables (id, place)`;

const secondaryIndexes = `
  select indexname as name, indexdef as definition from pg_indexes
  where tablename = 'bookings' and indexname not in (select conname from pg_constraint)`;

const insertBookings = `
  insert into bookings (id, reference, status, venue_id, table_ids, labels, party_size, starts_at, ends_at, time_zone,
    channel, partner_id, guest, lapses_at, version, created_at, updated_at, attention)
  select (left(hex, 8) || '-' || right(hex, 4) || '-7' || substr(gen_random_uuid()::text, 16))::uuid, 'generated ' || n,
    status, ($2::uuid[])[1 + n % 100], array[($4::uuid[])[1 + n % 100 * ${tablesPerVenue} + n / 100 % ${tablesPerVenue}]],
    '{1}', 2, starts_at, starts_at + interval '90 minutes', 'UTC', 'CUSTOMER',
    case when n % 3 = 0 then ($3::uuid[])[1 + n % 10] end,
    jsonb_build_object('name', 'Ada ' || to_hex(x'1000'::integer + dice % 1000)),
    case when status in ('HELD', 'REQUESTED') then starts_at end, 1, made_at, made_at + dice % 100 * interval '1 hour',
    case when n % 500 = 0 then '{HOURS_CHANGED}'::text[] else '{}' end
  from (select generate_series(1, $1::integer) as n) numbers,
    lateral (select abs(hashint4(n)) as dice, now() - ($1 - n) * interval '1 minute' as made_at) chance,
    lateral (select lpad(to_hex((extract(epoch from made_at) * 1000)::bigint), 12, '0') as hex,
      date_trunc('hour', made_at) + dice % 2000 * interval '15 minutes' as starts_at) times,
    lateral (select case
      when starts_at < now() - interval '2 hours' then (array['FINISHED', 'FINISHED', 'CANCELLED', 'NO_SHOW'])[1 + dice % 4]
      when starts_at < now() then 'SEATED'
      when dice % 1000 = 0 then 'REQUESTED'
      when dice % 1000 = 1 then 'HELD'
      else 'CONFIRMED' end as status) life`;
