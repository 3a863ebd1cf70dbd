import { type EntityManager, parseInstant, type RawBuilder, rows, sql } from '@constellation/kit';
import type { Interval } from '@constellation/schema/schedule';
import { exposedStatuses } from '../domain/attention.ts';
import { longestStayMinutes } from '../domain/request.ts';
import type { Booking } from './booking.entity.ts';
import type { Transition } from './transitions.queries.ts';

type Column =
  | 'id'
  | 'status'
  | 'venueId'
  | 'customerId'
  | 'partnerId'
  | 'tableIds'
  | 'partySize'
  | 'startsAt'
  | 'endsAt'
  | 'timeZone'
  | 'lapsesAt'
  | 'attention'
  | 'version';

/** As much of a booking as tells whether a change of its venue concerns it, and as the world is told of it. */
export interface Flaggable extends Pick<Booking, Column> {
  readonly stay: Interval;
}

/** The bookings of a venue that have their place at an instant and are not over by then. */
export const exposedAt = (tx: EntityManager, venueId: string, at: Temporal.Instant): Promise<Flaggable[]> =>
  flaggable(
    tx,
    sql`venue_id = ${venueId} and status = any(${exposedStatuses}) and ends_at > ${at.toString()}
      and starts_at > ${at.subtract({ minutes: longestStayMinutes }).toString()}`,
  );

/** These bookings, locked in the order of their ids so that rivals cannot wait for each other in a circle. */
export const lockFlaggable = (tx: EntityManager, ids: readonly string[]): Promise<Flaggable[]> =>
  flaggable(tx, sql`id = any(${ids}::uuid[]) order by id for update`);

interface Row extends Omit<Pick<Booking, Column>, 'startsAt' | 'endsAt' | 'lapsesAt'> {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly lapsesAt: string | null;
}

/** They may be thousands, which would take long as entities. */
async function flaggable(tx: EntityManager, which: RawBuilder<unknown>): Promise<Flaggable[]> {
  const found = await rows(
    tx,
    sql<Row>`
      select id, status, venue_id as "venueId", customer_id as "customerId", partner_id as "partnerId",
        table_ids as "tableIds", party_size as "partySize", starts_at as "startsAt", ends_at as "endsAt",
        time_zone as "timeZone", lapses_at as "lapsesAt", attention, version
      from bookings where ${which}`,
  );
  return found.map((row) => {
    const stay = { start: parseInstant(row.startsAt), end: parseInstant(row.endsAt) };
    const lapsesAt = row.lapsesAt === null ? null : parseInstant(row.lapsesAt);
    return { ...row, startsAt: stay.start, endsAt: stay.end, stay, lapsesAt };
  });
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
  bookings: readonly Pick<Booking, 'id' | 'attention' | 'version' | 'updatedAt'>[],
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
