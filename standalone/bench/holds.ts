import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookingSubgraph } from '@constellation/booking';
import { developmentPrincipal, embedded, newId, openLog, openMetrics, type RunningSubgraph, serve } from '@constellation/kit';
import pg from 'pg';
import { announceVenue, type BenchVenue } from './bench-venue.ts';
import { load, type LoadResult, median } from './load.ts';

const concurrency = 16;
const perRound = 1_000;
const rounds = 5;
const tables = 50;

/** Holds through the booking subgraph's graph beside bare SQL that claims the same and writes the same event. */
export async function benchHolds(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'constellation-bench-'));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rm(dataDirectory, { recursive: true, force: true }));
  const platform = opened.use(
    await embedded({ dataDirectory, log: openLog({ name: 'bench', level: 'error' }), metrics: openMetrics() }),
  );
  const booking = opened.use(await serve(bookingSubgraph, platform));
  const pool = new pg.Pool({ ...(await platform.database.reserve('booking', 0)), max: concurrency });
  opened.defer(() => pool.end());

  const venue = await announceVenue(platform, tables);
  await hold(booking, venue, 0);
  const through: LoadResult[] = [];
  const bare: LoadResult[] = [];
  for (let round = 0; round < rounds; round++) {
    const offset = 1 + round * 2 * perRound;
    through.push(await load(perRound, concurrency, (index) => hold(booking, venue, offset + index)));
    bare.push(await load(perRound, concurrency, (index) => claim(pool, venue, offset + perRound + index)));
  }
  const [ours, theirs] = [through, bare].map((results) => median(results.map(({ perSecond }) => perSecond)));
  console.log({ ours, theirs, ratio: (ours ?? 0) / (theirs ?? 1), through: through.map(r => Math.round(r.perSecond)), bare: bare.map(r=>Math.round(r.perSecond)) });
}

const firstDay = Temporal.Now.plainDateISO('UTC').add({ days: 1 }).toZonedDateTime('UTC').toInstant();

/** Every slot is a table and an hour of its own. */
const slot = ({ tableIds }: BenchVenue, index: number) => ({
  tableId: tableIds[index % tables] ?? '',
  start: firstDay.add({ hours: Math.floor(index / tables) }),
});

const operation = `mutation ($input: HoldTableInput!) {
  holdTable(input: $input) { booking { id reference status holdExpiresAt } errors { code } }
}`;

async function hold(booking: RunningSubgraph, venue: BenchVenue, index: number): Promise<void> {
  const { tableId, start } = slot(venue, index);
  const input = {
    venueId: venue.venueId,
    tableIds: [tableId],
    partySize: 2,
    startsAt: start.toString(),
    duration: 'PT1H',
    guest: { name: 'Ada' },
  };
  for (;;) {
    const { data, errors } = await booking.execute({ query: operation, variables: { input } }, { principal: developmentPrincipal });
    const text = JSON.stringify(data ?? errors);
    if (text.includes('NOT_FOUND')) continue;
    if (!text.includes('HELD')) throw new Error(text);
    return;
  }
}

async function claim(pool: pg.Pool, { venueId, tableIds }: BenchVenue, index: number): Promise<void> {
  const { tableId, start } = slot({ venueId, tableIds }, index);
  const id = newId();
  const event = { specversion: '1.0', id: newId(), source: '/bench', type: 'bench', subject: id, time: start.toString(), datacontenttype: 'application/json', version: 1, data: { bookingId: id, venueId, partnerId: null, customerId: null, change: 'STATUS', from: null, to: 'HELD', reason: null, startsAt: start.toString(), endsAt: start.toString(), tableIds: [tableId], partySize: 2, holdExpiresAt: null } };
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `with booking as (
        insert into bookings (id, reference, status, venue_id, table_ids, labels, party_size, starts_at, ends_at, channel, guest, hold_expires_at, version, created_at, updated_at)
        values ($1, $2, 'HELD', $3, $4, '{1}', 2, $5, $5::timestamptz + interval '1 hour', 'CUSTOMER', '{"name":"Ada"}', now() + interval '10 minutes', 1, now(), now())
        returning id, table_ids, starts_at, ends_at)
      insert into table_claims (booking_id, table_id, during) select id, unnest(table_ids), tstzrange(starts_at, ends_at) from booking`,
      [id, id.slice(-12), venueId, [tableId], start.toString()],
    );
    await client.query(
      `insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at) values ($1, $2, 'BOOKING', $3, $4, 1, $5, now())`,
      [event.id, Number.parseInt(id.slice(-2), 16) % 8, `booking.changed.-.${venueId}.${id}`, id, JSON.stringify(event)],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
}
await benchHolds();
