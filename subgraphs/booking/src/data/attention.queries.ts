import { type EntityManager, parseInstant, type RawBuilder, rows, sql } from '@constellation/kit';
import { type Exposed, exposedStatuses } from '../domain/attention.ts';
import { longestStayMinutes } from '../domain/request.ts';
import type { Booking } from './booking.entity.ts';
import type { Transition } from './transitions.queries.ts';

/** The bookings of a venue that have their place at an instant and are not over by then. */
export async function exposedAt(
  tx: EntityManager,
  venueId: string,
  at: Temporal.Instant,
): Promise<(Exposed & { readonly id: string })[]> {
  const found = await rows(
    tx,
    sql<Omit<Exposed, 'stay'> & { id: string; startsAt: string; endsAt: string }>`
      select id, table_ids as "tableIds", party_size as "partySize", starts_at as "startsAt", ends_at as "endsAt", attention
      from bookings
      where venue_id = ${venueId} and status = any(${exposedStatuses}) and ends_at > ${at.toString()}
        and starts_at > ${at.subtract({ minutes: longestStayMinutes }).toString()}`,
  );
  return found.map(({ startsAt, endsAt, ...booking }) => ({
    ...booking,
    stay: { start: parseInstant(startsAt), end: parseInstant(endsAt) },
  }));
}

/** What goes with a change of many bookings. */
export interface ManyConsequences {
  readonly transitions: readonly Transition[];
  /** An insert into the outbox. */
  readonly events: RawBuilder<unknown>;
  /** Another one. */
  readonly snapshots: RawBuilder<unknown>;
}

/** Writes what staff should look at about locked bookings and all that follows, in one statement for all of them. */
export async function updateAttention(
  tx: EntityManager,
  bookings: readonly Booking[],
  { transitions, events, snapshots }: ManyConsequences,
): Promise<void> {
  const changes = bookings.map(({ id, attention, version, updatedAt }) => ({ id, attention, version, updatedAt }));
  await rows(
    tx,
    sql`with history as (
        insert into booking_transitions (booking_id, version, from_status, to_status, at, reason, actor)
        select "bookingId", version, "from", "to", at, reason, actor
        from jsonb_to_recordset(${JSON.stringify(transitions)}) as step ("bookingId" uuid, version integer, "from" text,
          "to" text, at timestamptz, reason text, actor text)
      ), events as (${events}), snapshots as (${snapshots})
      update bookings set attention = changed.attention, version = changed.version, updated_at = changed."updatedAt"
      from jsonb_to_recordset(${JSON.stringify(changes)}) as changed (id uuid, attention text[], version integer,
        "updatedAt" timestamptz)
      where bookings.id = changed.id`,
  );
}
