import { type EntityManager, firstRow, type RawBuilder, rows, sql } from '@constellation/kit';
import type { Interval } from '@constellation/schema/schedule';
import { isOver } from '../domain/lifecycle.ts';
import type { Booking } from './booking.entity.ts';
import type { Transition } from './transitions.queries.ts';

/** A booking that is not in the database yet, so that it has no serial number. */
export type NewBooking = Omit<Booking, 'serial'>;

/** What goes with a change of a booking: the step for its history, the event for the world and the new snapshot. */
export interface Consequences {
  readonly transition: Transition;
  /** An insert into the outbox. */
  readonly event: RawBuilder<unknown>;
  /** Another one. */
  readonly snapshot: RawBuilder<unknown>;
}

/**
 * Writes a new booking and all that follows, in one statement; returns its serial number. With `claimed` it takes its
 * tables, which fails on the constraint `one_owner_at_a_time` where a claim meets another, and on `one_party_at_a_table`
 * where a party would sit at another's.
 */
export async function insertBooking(
  tx: EntityManager,
  booking: NewBooking,
  claimed: Interval | null,
  consequences: Consequences,
): Promise<number> {
  const inserted = await firstRow(
    tx,
    sql<{ serial: string }>`
      with booking as (
        insert into bookings (id, reference, status, venue_id, table_ids, labels, party_size, starts_at, ends_at,
          time_zone, channel, customer_id, partner_id, guest, wished_table_ids, total, held_at, lapses_at, version, created_at, updated_at)
        values (${booking.id}, ${booking.reference}, ${booking.status}, ${booking.venueId}, ${booking.tableIds},
          ${booking.labels}, ${booking.partySize}, ${booking.startsAt.toString()}, ${booking.endsAt.toString()},
          ${booking.timeZone}, ${booking.channel}, ${booking.customerId}, ${booking.partnerId},
          ${json(booking.guest)}, ${booking.wishedTableIds}, ${json(booking.total)}, ${booking.heldAt?.toString()},
          ${booking.lapsesAt?.toString()}, ${booking.version}, ${booking.createdAt.toString()},
          ${booking.updatedAt.toString()})
        returning id, serial, table_ids
      ), claims as (
        insert into table_claims (booking_id, table_id, during, seated)
        select id, unnest(table_ids), tstzrange(${claimed?.start.toString()}, ${claimed?.end.toString()}), ${isSeated(booking)}
        from booking where ${claimed !== null}
      ), ${following(consequences)}
      select serial from booking`,
  );
  return Number(inserted?.serial);
}

/**
 * Writes a locked booking as it is now and all that follows. A party that takes its seats has its tables from now on,
 * however long that is before its time; a booking that is over gives its claims back.
 */
export async function updateBooking(tx: EntityManager, booking: Booking, consequences: Consequences): Promise<void> {
  await rows(
    tx,
    sql`with claims as (${claimsAfter(booking)}), ${following(consequences)}
      update bookings set status = ${booking.status}, table_ids = ${booking.tableIds}, labels = ${booking.labels},
        party_size = ${booking.partySize}, starts_at = ${booking.startsAt.toString()},
        ends_at = ${booking.endsAt.toString()}, time_zone = ${booking.timeZone}, attention = ${booking.attention}, total = ${json(booking.total)},
        held_at = ${booking.heldAt?.toString()}, lapses_at = ${booking.lapsesAt?.toString()},
        version = ${booking.version}, updated_at = ${booking.updatedAt.toString()}
      where id = ${booking.id}`,
  );
}

function claimsAfter(booking: Booking): RawBuilder<unknown> {
  const { id, status, updatedAt } = booking;
  if (isOver(status)) return sql`delete from table_claims where booking_id = ${id}`;
  if (!isSeated(booking)) return sql`select`;
  return sql`
    update table_claims set seated = true, during = tstzrange(least(lower(during), ${updatedAt.toString()}), upper(during))
    where booking_id = ${id} and not seated`;
}

const isSeated = ({ status }: Pick<Booking, 'status'>) => status === 'SEATED';

/** Makes a locked booking claim its tables for a stretch, and nothing else; fails where a claim meets another's. */
export async function replaceClaims(
  tx: EntityManager,
  { id, tableIds }: Pick<Booking, 'id' | 'tableIds'>,
  { start, end }: Interval,
): Promise<void> {
  // Two statements: within one, the constraint would see the old claims and the new ones together.
  await rows(tx, sql`delete from table_claims where booking_id = ${id}`);
  await rows(
    tx,
    sql`insert into table_claims (booking_id, table_id, during)
      select ${id}, unnest(${tableIds}::uuid[]), tstzrange(${start.toString()}, ${end.toString()})`,
  );
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

/** A version that is there already is a defect and fails. */
const following = ({ transition, event, snapshot }: Consequences) =>
  sql`history as (${insertTransition(transition)}), event as (${event}), snapshot as (${snapshot})`;

const insertTransition = ({ bookingId, version, from, to, at, reason, words, actor }: Transition) => sql`
  insert into booking_transitions (booking_id, version, from_status, to_status, at, reason, words, actor)
  values (${bookingId}, ${version}, ${from}, ${to}, ${at.toString()}, ${reason}, ${words}, ${actor})`;
