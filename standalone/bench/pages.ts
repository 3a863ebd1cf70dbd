import { bookingSubgraph } from '@constellation/booking';
import { type Platform, type Principal, type RunningSubgraph, serve } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import pg from 'pg';
import { z } from 'zod';
import { type Figure, round } from './figure.ts';
import { type Generated, generateBookings } from './generate-bookings.ts';
import { median } from './load.ts';

const bookings = 1_000_000;
const first = 20;
const rounds = 100;

/**
 * Pages of bookings through the booking subgraph's graph: what the first costs beside one in the middle and the last. They
 * take turns.
 */
export async function benchPages(platform: Platform): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const booking = opened.use(await serve(bookingSubgraph, platform));
  const client = new pg.Client({ ...(await platform.database.reserve('bench', 1)), database: 'constellation_booking' });
  opened.defer(() => client.end());
  await client.connect();
  const generated = await generateBookings(client, bookings);
  const figures: Figure[] = [];
  for (const list of listsAmong(generated)) figures.push(await measure(booking, client, list));
  return figures;
}

/** A list to page through, and the same in SQL. */
interface List {
  readonly of: string;
  readonly orderBy: keyof typeof orders;
  readonly where: string;
  readonly filter?: object;
  readonly principal?: Principal;
}

const orders = {
  STARTS_AT: { key: 'starts_at', by: 'starts_at, id' },
  CREATED_AT: { key: 'created_at', by: 'created_at desc, id desc' },
  UPDATED_AT: { key: 'updated_at', by: 'updated_at desc, id desc' },
} as const;

function listsAmong({ venueIds, partnerIds, tableIds, guest }: Generated): List[] {
  const [venueId = '', partnerId = '', tableId = ''] = [venueIds[0], partnerIds[0], tableIds[0]];
  const partner = { ...administrator, kind: 'PARTNER', id: partnerId, scopes: ['bookings:read'] } as const;
  const ofVenue = { of: 'a venue', where: `venue_id = '${venueId}'`, filter: { venueId } };
  const inEveryOrder = [
    { of: 'all venues', where: 'true' },
    ofVenue,
    { of: 'a partner', where: `partner_id = '${partnerId}'`, principal: partner },
  ].flatMap((list) => (['STARTS_AT', 'CREATED_AT', 'UPDATED_AT'] as const).map((orderBy) => ({ ...list, orderBy })));
  return [
    ...inEveryOrder,
    {
      of: 'all venues, CONFIRMED',
      where: `status = 'CONFIRMED'`,
      filter: { status: 'CONFIRMED' },
      orderBy: 'STARTS_AT',
    },
    {
      ...{ of: 'a venue, FINISHED or CANCELLED', orderBy: 'UPDATED_AT' },
      where: `${ofVenue.where} and status in ('FINISHED', 'CANCELLED')`,
      filter: { venueId, status: ['FINISHED', 'CANCELLED'] },
    },
    {
      ...{ of: 'a venue, wanting attention', orderBy: 'STARTS_AT' },
      where: `${ofVenue.where} and attention <> '{}'`,
      filter: { venueId, attention: true },
    },
    {
      ...{ of: 'a guest found by name', orderBy: 'STARTS_AT' },
      where: `guest ->> 'name' = '${guest}'`,
      filter: { guest },
    },
    { ...{ of: 'a table', orderBy: 'STARTS_AT' }, where: `'${tableId}' = any(table_ids)`, filter: { tableId } },
  ];
}

async function measure(booking: RunningSubgraph, client: pg.Client, list: List): Promise<Figure> {
  const count = await countOf(client, list);
  const cursor = await read(booking, list, null);
  const places = [
    null,
    await cursorAt(client, list, cursor, count / 2),
    await cursorAt(client, list, cursor, count - first),
  ];
  const timesMs = places.map((): number[] => []);
  for (let turn = 0; turn < rounds; turn++) {
    for (const [index, place] of places.entries()) {
      const began = performance.now();
      await read(booking, list, place);
      timesMs[index]?.push(performance.now() - began);
    }
  }
  const [firstMs = 0, middleMs = 0, lastMs = 0] = timesMs.map(median);
  const ratio = Math.max(middleMs, lastMs) / firstMs;
  return {
    what: `Bookings of ${list.of} by ${list.orderBy}, a page in the middle or at the end`,
    measured: `${round(middleMs)} ms, ${round(lastMs)} ms = ${round(ratio)} of the first`,
    beside: `the first ${round(firstMs)} ms; ${first} of ${count} among ${bookings}`,
    promise: 'at most 1.5',
    kept: ratio <= 1.5,
  };
}

const operation = `query ($first: Int!, $after: Cursor, $filter: BookingFilter, $orderBy: BookingOrder!) {
  bookings(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    edges { node { id reference status startsAt endsAt guest { name } attention } } pageInfo { endCursor }
  }
}`;

const answered = z.object({
  bookings: z.object({ edges: z.array(z.unknown()).length(first), pageInfo: z.object({ endCursor: z.string() }) }),
});

/** Reads a page, which is full, and returns the cursor behind it. */
async function read(booking: RunningSubgraph, list: List, after: string | null): Promise<string> {
  const { filter, orderBy, principal = administrator } = list;
  const variables = { first, after, filter, orderBy };
  const { data } = await booking.execute({ query: operation, variables }, { principal });
  return answered.parse(data).bookings.pageInfo.endCursor;
}

async function countOf(client: pg.Client, { where }: List): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::integer as count from bookings where ${where}`,
  );
  return rows[0]?.count ?? 0;
}

/** A cursor of the same list as another one, so many bookings from its beginning: nobody waits for all pages before. */
async function cursorAt(client: pg.Client, { orderBy, where }: List, cursor: string, offset: number): Promise<string> {
  const { key, by } = orders[orderBy];
  const { rows } = await client.query<{ moment: string; id: string }>(
    `select (extract(epoch from ${key}) * 1000000)::bigint::text as moment, id from bookings
      where ${where} order by ${by} offset ${Math.floor(offset) - 1} limit 1`,
  );
  const [binding] = z.array(z.string()).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  return Buffer.from(JSON.stringify([binding, rows[0]?.moment, rows[0]?.id])).toString('base64url');
}
