import { type EntityManager, firstRow, type RawBuilder, rows, sql } from '@constellation/kit';
import { isOver } from '../domain/lifecycle.ts';
import type { Booking } from './booking.entity.ts';
import type { Transition } from './transitions.queries.ts';

/** A booking that is not in the database yet, so that it has no serial number. */
export type NewBooking = Omit<Booking, 'serial'>;

/** What goes with a change of a booking: the step for its history and the event for the world. */
export interface Consequences {
  readonly transition: Transition;
  /** An insert into the outbox. */
  readonly event: RawBuilder<unknown>;
}

/**
 * Writes a new booking with its claims and all that follows, in one statement; returns its serial number.
 * Fails on the constraint `one_owner_at_a_time` where a claim meets another.
 */
export async function insertBooking(
  tx: EntityManager,
  booking: NewBooking,
  { transition, event }: Consequences,
): Promise<number> {
  const inserted = await firstRow(
    tx,
    sql<{ serial: string }>`
      with booking as (
        insert into bookings (id, reference, status, venue_id, table_ids, labels, party_size, starts_at, ends_at, channel,
          customer_id, partner_id, guest, hold_expires_at, version, created_at, updated_at)
        values (${booking.id}, ${booking.reference}, ${booking.status}, ${booking.venueId}, ${booking.tableIds},
          ${booking.labels}, ${booking.partySize}, ${booking.startsAt.toString()}, ${booking.endsAt.toString()},
          ${booking.channel}, ${booking.customerId}, ${booking.partnerId}, ${JSON.stringify(booking.guest)},
          ${booking.holdExpiresAt?.toString()}, ${booking.version}, ${booking.createdAt.toString()},
          ${booking.updatedAt.toString()})
        returning id, serial, table_ids, starts_at, ends_at
      ), claims as (
        insert into table_claims (booking_id, table_id, during)
        select id, unnest(table_ids), tstzrange(starts_at, ends_at) from booking
      ), history as (${insertTransition(transition)}), event as (${event})
      select serial from booking`,
  );
  return Number(inserted?.serial);
}

/** Writes a locked booking's new status and all that follows; a booking that is over gives its claims back. */
export async function updateBooking(
  tx: EntityManager,
  booking: Booking,
  { transition, event }: Consequences,
): Promise<void> {
  await rows(
    tx,
    sql`with released as (
        delete from table_claims where booking_id = ${booking.id} and ${isOver(booking.status)}
      ), history as (${insertTransition(transition)}), event as (${event})
      update bookings set status = ${booking.status}, hold_expires_at = ${booking.holdExpiresAt?.toString()},
        version = ${booking.version}, updated_at = ${booking.updatedAt.toString()}
      where id = ${booking.id}`,
  );
}

/** A version that is there already is a defect and fails. */
const insertTransition = ({ bookingId, version, from, to, at, reason, actor }: Transition) => sql`
  insert into booking_transitions (booking_id, version, from_status, to_status, at, reason, actor)
  values (${bookingId}, ${version}, ${from}, ${to}, ${at.toString()}, ${reason}, ${actor})`;
