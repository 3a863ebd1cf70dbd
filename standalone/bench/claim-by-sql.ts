import { newId } from '@constellation/kit';
import type pg from 'pg';

const lockVenue = `
  with gate as materialized (select pg_advisory_xact_lock_shared(hashtextextended('venue ' || $1::text, 0)))
  select known.venue, booking_policies.policy
    from gate, venues known join booking_policies on booking_policies.venue_id = known.id
   where known.id = $1::uuid for share of known, booking_policies`;
const lockTable = 'select from venue_tables where id = any($1::uuid[]) order by id for no key update';
const rivals = `
  select clock_instant() as at, claim.booking_id, booking.lapses_at
    from table_claims claim join bookings booking on booking.id = claim.booking_id
   where claim.table_id = any($1::uuid[]) and claim.during && tstzrange($2, $3)`;
const claim = `
  with event as (
    insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at, last)
    values ($7, $8, 'BOOKING', $9, $1, 1, $10, now(), false), ($11, $8, 'BOOKING_STATE', $12, $1, 1, $13, now(), false)
  ), booking as (
    insert into bookings (id, reference, status, venue_id, table_ids, labels, party_size, starts_at, ends_at, channel,
      guest, held_at, lapses_at, version, created_at, updated_at)
    values ($1, $2, 'HELD', $3, $4, '{1}', 2, $5, $6, 'CUSTOMER', '{"name":"Ada"}', now(),
      now() + interval '10 minutes', 1, now(), now())
    returning id, table_ids, starts_at, ends_at
  )
  insert into table_claims (booking_id, table_id, during)
  select id, unnest(table_ids), tstzrange(starts_at, ends_at) from booking`;

/**
 * What a hold comes down to in the database, by hand: locks, rivals, then booking, claim, event and snapshot in one
 * statement, and the commit. Every statement is prepared.
 */
export async function claimBySql(
  pool: pg.Pool,
  venueId: string,
  { tableId, start }: { readonly tableId: string; readonly start: Temporal.Instant },
): Promise<void> {
  const [startsAt, endsAt] = [String(start), String(start.add({ hours: 1 }))];
  const bookingId = newId();
  const [held, snapshot] = eventsOf({ bookingId, venueId, tableId, startsAt, endsAt });
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'venue', text: lockVenue, values: [venueId] });
    await client.query({ name: 'table', text: lockTable, values: [[tableId]] });
    const { rowCount } = await client.query({ name: 'rivals', text: rivals, values: [[tableId], startsAt, endsAt] });
    if (rowCount !== 0) throw new Error('The slot is taken');
    const place = [bookingId, bookingId.slice(-12), venueId, [tableId], startsAt, endsAt];
    const partition = Number.parseInt(bookingId.slice(-2), 16) % 8;
    const fact = [held.id, partition, `booking.changed.-.${venueId}.${bookingId}`, JSON.stringify(held)];
    const state = [snapshot.id, `booking.snapshot.${venueId}.${bookingId}`, JSON.stringify(snapshot)];
    await client.query({ name: 'claim', text: claim, values: [...place, ...fact, ...state] });
    await client.query('commit');
  } finally {
    client.release();
  }
}

interface Claimed {
  readonly bookingId: string;
  readonly venueId: string;
  readonly tableId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

function eventsOf({ bookingId, venueId, tableId, startsAt, endsAt }: Claimed) {
  const booking = { bookingId, venueId, partnerId: null, customerId: null };
  const place = { startsAt, endsAt, tableIds: [tableId], partySize: 2 };
  const step = { change: 'STATUS', from: null, to: 'HELD', reason: null, attention: [], holdExpiresAt: endsAt };
  const envelope = { specversion: '1.0', source: '/subgraphs/booking', subject: bookingId, time: startsAt };
  const about = { ...envelope, datacontenttype: 'application/json', version: 1 };
  return [
    { ...about, id: newId(), type: 'booking.held', data: { ...booking, ...step, ...place } },
    { ...about, id: newId(), type: 'booking.snapshot', data: { ...booking, ...place, status: 'HELD', over: false } },
  ] as const;
}
