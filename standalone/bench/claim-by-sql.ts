import { newId } from '@constellation/kit';
import type pg from 'pg';

const lockVenue = 'select venue from venues where id = $1 for share';
const lockTable = 'select from venue_tables where id = any($1::uuid[]) order by id for no key update';
const rivals = `
  select clock_instant() as at, claim.booking_id, booking.hold_expires_at
    from table_claims claim join bookings booking on booking.id = claim.booking_id
   where claim.table_id = any($1::uuid[]) and claim.during && tstzrange($2, $3)`;
const claim = `
  with booking as (
    insert into bookings (id, reference, status, venue_id, table_ids, labels, party_size, starts_at, ends_at, channel,
      guest, hold_expires_at, version, created_at, updated_at)
    values ($1, $2, 'HELD', $3, $4, '{1}', 2, $5, $6, 'CUSTOMER', '{"name":"Ada"}', now() + interval '10 minutes', 1, now(), now())
    returning id, table_ids, starts_at, ends_at
  )
  insert into table_claims (booking_id, table_id, during)
  select id, unnest(table_ids), tstzrange(starts_at, ends_at) from booking`;
const outbox = `
  insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at)
  values ($1, $2, 'BOOKING', $3, $4, 1, $5, now())`;

/** What a hold comes down to in the database, by hand: locks, rivals, booking, claim and event, then the commit. */
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
    await client.query(lockVenue, [venueId]);
    await client.query(lockTable, [[tableId]]);
    const { rowCount } = await client.query(rivals, [[tableId], startsAt, endsAt]);
    if (rowCount !== 0) throw new Error('The slot is taken');
    await client.query(claim, [bookingId, bookingId.slice(-12), venueId, [tableId], startsAt, endsAt]);
    const partition = Number.parseInt(bookingId.slice(-2), 16) % 8;
    await client.query(outbox, [
      event.id,
      partition,
      `booking.changed.-.${venueId}.${bookingId}`,
      bookingId,
      JSON.stringify(event),
    ]);
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
