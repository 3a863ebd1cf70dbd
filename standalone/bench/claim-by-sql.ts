import { newId } from '@constellation/kit';
import type pg from 'pg';

const lockVenue = 'select venue from venues where id = $1 for share';
const lockTable = 'select from venue_tables where id = any($1::uuid[]) order by id for no key update';
const rivals = `
  select clock_instant() as at, claim.booking_id, booking.hold_expires_at
    from table_claims claim join bookings booking on booking.id = claim.booking_id
   where claim.table_id = any($1::uuid[]) and claim.during && tstzrange($2, $3)`;
const claim = `
  with event as (
    insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at)
    values ($7, $8, 'BOOKING', $9, $1, 1, $10, now())
  ), booking as (
    insert into bookings (id, reference, status, venue_id, table_ids, labels, party_size, starts_at, ends_at, channel,
      guest, hold_expires_at, version, created_at, updated_at)
    values ($1, $2, 'HELD', $3, $4, '{1}', 2, $5, $6, 'CUSTOMER', '{"name":"Ada"}', now() + interval '10 minutes', 1, now(), now())
    returning id, table_ids, starts_at, ends_at
  )
  insert into table_claims (booking_id, table_id, during)
  select id, unnest(table_ids), tstzrange(starts_at, ends_at) from booking`;
/**
 * What a hold comes down to in the database, by hand: locks, rivals, then booking, claim and event in one statement, and
 * the commit. Every statement is prepared.
 */
export async function claimBySql(
  pool: pg.Pool,
  venueId: string,
  { tableId, start }: { readonly tableId: string; readonly start: Temporal.Instant },
): Promise<void> {
  const [startsAt, endsAt] = [String(start), String(start.add({ hours: 1 }))];
  const event = heldEvent(venueId, tableId, startsAt, endsAt);
  const { bookingId } = event.data;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'venue', text: lockVenue, values: [venueId] });
    await client.query({ name: 'table', text: lockTable, values: [[tableId]] });
    const { rowCount } = await client.query({ name: 'rivals', text: rivals, values: [[tableId], startsAt, endsAt] });
    if (rowCount !== 0) throw new Error('The slot is taken');
    const place = [bookingId, bookingId.slice(-12), venueId, [tableId], startsAt, endsAt];
    const partition = Number.parseInt(bookingId.slice(-2), 16) % 8;
    const fact = [event.id, partition, `booking.changed.-.${venueId}.${bookingId}`, JSON.stringify(event)];
    await client.query({ name: 'claim', text: claim, values: [...place, ...fact] });
    await client.query('commit');
  } finally {
    client.release();
  }
}

const heldEvent = (venueId: string, tableId: string, startsAt: string, endsAt: string) => {
  const bookingId = newId();
  return {
    specversion: '1.0',
    id: newId(),
    source: '/subgraphs/booking',
    type: 'booking.held',
    subject: bookingId,
    time: startsAt,
    datacontenttype: 'application/json',
    version: 1,
    data: {
      ...{
        bookingId,
        venueId,
        partnerId: null,
        customerId: null,
        change: 'STATUS',
        from: null,
        to: 'HELD',
        reason: null,
      },
      ...{ startsAt, endsAt, tableIds: [tableId], partySize: 2, holdExpiresAt: endsAt },
    },
  };
};
