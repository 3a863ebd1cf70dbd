import { type EntityManager, type RawBuilder, rows, sql } from '@constellation/kit';
import { earlier, type Interval } from '@constellation/schema/schedule';
import type { BookingFilter, BookingOrder } from '../domain/booking-filter.ts';
import { type Status, transitions } from '../domain/lifecycle.ts';
import { longestStayMinutes } from '../domain/request.ts';
import { type Booking, BookingEntity } from './booking.entity.ts';

/** A part of all bookings: those of some venues, or of whoever made them. */
export interface Share {
  readonly venueIds?: readonly string[];
  readonly customerId?: string;
  readonly partnerId?: string;
}

/** Which bookings a list has: those of the shares that fit everything else. The filter's venue and date are put into the others. */
export interface Choice extends Omit<BookingFilter, 'venueId' | 'date'> {
  readonly shares: readonly Share[];
  readonly startsWithin?: Interval | null;
}

/** Where a booking stands in a list: by the instant that the list is ordered by, and its id. */
export interface ListPlace {
  readonly at: Temporal.Instant;
  readonly id: string;
}

/** The bookings of a choice from a place on, in an order; none for a choice without shares. */
export async function listedBookings(
  em: EntityManager,
  choice: Choice,
  orderBy: BookingOrder,
  limit: number,
  after?: ListPlace,
): Promise<Booking[]> {
  const { shares, guest, tableId } = choice;
  if (shares.length === 0) return [];
  const order = orders[orderBy];
  const fits = [...conditionsOf(choice), ...(after ? [order.isBehind(after)] : [])];
  // Guests and tables are found by indexes of their own, once; what these find is sorted.
  const read = guest == null && tableId == null ? merged : unordered;
  const parts = shares.map((share) => sql`(${read(share, choice, { order, fits, limit })})`);
  return bookingsFrom(
    em,
    sql`select * from bookings
      where id in (select id from (${sql.join(parts, sql` union `)} order by ${order.by} limit ${limit}) place)
      order by ${order.by}`,
  );
}

/** Bookings that have or had one of the tables for some of a stretch, as far as they belong to one of the shares; by start. */
export function bookingsOn(
  em: EntityManager,
  tableIds: readonly string[],
  { start, end }: Interval,
  shares: readonly Share[],
): Promise<Booking[]> {
  return bookingsFrom(
    em,
    sql`select * from bookings
      where venue_id = any(array(select venue_id from venue_tables where id = any(${tableIds}::uuid[])))
        and status = any(${withTables}) and table_ids && ${tableIds}::uuid[]
        and starts_at > ${beforeStay(start)} and starts_at < ${text(end)}
        and tstzrange(starts_at, ends_at) && tstzrange(${text(start)}, ${text(end)})
        and (${sql.join([sql`false`, ...shares.map(belongs)], sql` or `)})
      order by starts_at, id`,
  );
}

const withTables: readonly Status[] = ['HELD', 'PENDING_PAYMENT', 'CONFIRMED', 'SEATED', 'FINISHED', 'NO_SHOW'];

interface Order {
  /** What places differ in, and what they are compared by. */
  readonly columns: RawBuilder<unknown>;
  readonly by: RawBuilder<unknown>;
  isBehind(place: ListPlace): RawBuilder<unknown>;
}

const orders: Readonly<Record<BookingOrder, Order>> = {
  STARTS_AT: {
    columns: sql`starts_at, id`,
    by: sql`starts_at, id`,
    isBehind: ({ at, id }) => sql`(starts_at, id) > (${text(at)}, ${id})`,
  },
  // Not by ids alone, whatever order they are in: along the primary key, where few bookings fit, all would be read.
  CREATED_AT: {
    columns: sql`created_at, id`,
    by: sql`created_at desc, id desc`,
    isBehind: ({ at, id }) => sql`(created_at, id) < (${text(at)}, ${id})`,
  },
  UPDATED_AT: {
    columns: sql`updated_at, id`,
    by: sql`updated_at desc, id desc`,
    isBehind: ({ at, id }) => sql`(updated_at, id) < (${text(at)}, ${id})`,
  },
};

interface Reading {
  readonly order: Order;
  readonly fits: readonly RawBuilder<unknown>[];
  readonly limit: number;
}

/** One stretch of an index for each status and venue, none longer than the page. */
function merged({ venueIds, ...made }: Share, { status }: Choice, { order, fits, limit }: Reading) {
  const stretches = [
    sql`unnest(${status ?? Object.keys(transitions)}::text[]) stretch (status)`,
    ...(venueIds ? [sql`unnest(${venueIds}::uuid[]) venue (id)`] : []),
  ];
  const within = [
    sql`status = stretch.status`,
    ...(venueIds ? [sql`venue_id = venue.id`] : []),
    belongs(made),
    ...fits,
  ];
  return sql`select place.* from ${sql.join(stretches)},
    lateral (select ${order.columns} from bookings where ${all(within)} order by ${order.by} limit ${limit}) place`;
}

/** All that fit, to be put in order afterwards. */
function unordered(share: Share, { status }: Choice, { order, fits }: Reading) {
  const within = [...(status ? [sql`status = any(${status})`] : []), belongs(share), ...fits];
  return sql`select ${order.columns} from bookings where ${all(within)}`;
}

const belongs = ({ venueIds, customerId, partnerId }: Share) =>
  all([
    ...(venueIds ? [sql`venue_id = any(${venueIds}::uuid[])`] : []),
    ...(customerId === undefined ? [] : [sql`customer_id = ${customerId}`]),
    ...(partnerId === undefined ? [] : [sql`partner_id = ${partnerId}`]),
  ]);

function conditionsOf(choice: Choice): RawBuilder<unknown>[] {
  const { attention, tableId, partnerId, guest, startsWithin, from, to } = choice;
  return [
    ...(attention == null ? [] : [attention ? sql`attention <> '{}'` : sql`attention = '{}'`]),
    ...(tableId == null ? [] : [sql`table_ids @> array[${tableId}]::uuid[]`]),
    ...(partnerId == null ? [] : [sql`partner_id = ${partnerId}`]),
    ...(guest == null ? [] : [sql`search @@ words_beginning(${guest})`]),
    ...(startsWithin ? [sql`starts_at >= ${text(startsWithin.start)} and starts_at < ${text(startsWithin.end)}`] : []),
    ...(from ? [sql`ends_at > ${text(from)} and starts_at > ${beforeStay(from)}`] : []),
    ...(to ? [sql`starts_at < ${text(to)}`] : []),
  ];
}

const all = (conditions: readonly RawBuilder<unknown>[]) =>
  conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`;

/** Whatever ends behind an instant starts behind this one, which an index can find. */
const beforeStay = (at: Temporal.Instant) => text(at.subtract({ minutes: longestStayMinutes }));

/** PostgreSQL reads no year of five digits; nothing is booked for then. */
const text = (at: Temporal.Instant) => String(earlier(at, Temporal.Instant.from('9999-12-31T23:59:59Z')));

/** In one statement, so that bookings fit the list that they are found in; they come from no identity map. */
async function bookingsFrom(em: EntityManager, query: RawBuilder<object>): Promise<Booking[]> {
  const found = await rows(em, query);
  const fresh = em.fork();
  return found.map((row) => fresh.map(BookingEntity, row));
}
