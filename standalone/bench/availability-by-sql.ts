import type pg from 'pg';

const venue = `
  select known.venue, booking_policies.policy
    from venues known left join booking_policies on booking_policies.venue_id = known.id
   where known.id = $1`;
const rivals = `
  select clock_instant() as at, (
    select coalesce(json_agg(json_build_object('tableId', claim.table_id, 'bookingId', claim.booking_id,
      'startsAt', (extract(epoch from lower(claim.during)) * 1000000)::bigint,
      'endsAt', (extract(epoch from upper(claim.during)) * 1000000)::bigint,
      'lapsesAt', (extract(epoch from booking.lapses_at) * 1000000)::bigint)), '[]')
      from table_claims claim join bookings booking on booking.id = claim.booking_id
     where claim.table_id = any($1::uuid[]) and claim.during && tstzrange($2, $3)) as claims`;

/** For which tables and which time to look. */
export interface Contested {
  readonly venueId: string;
  readonly tableIds: readonly string[];
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/** What availability asks the database, by hand: the venue, then its tables' claims; both prepared. */
export async function availabilityBySql(pool: pg.Pool, { venueId, tableIds, from, to }: Contested): Promise<void> {
  const known = await pool.query({ name: 'venue', text: venue, values: [venueId] });
  const found = await pool.query({ name: 'rivals', text: rivals, values: [tableIds, String(from), String(to)] });
  if (known.rowCount !== 1 || found.rowCount !== 1) throw new Error('The venue is not known');
}
