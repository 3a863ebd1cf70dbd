import { type EntityManager, firstRow, isId, type RawBuilder, rows, sql } from '@constellation/kit';
import { defaultPolicy, type Policy } from '../domain/policy.ts';
import type { BookableVenue } from '../domain/venue.ts';

/** A venue as last heard of, and how it takes bookings. */
export interface KnownVenue {
  readonly venue: BookableVenue;
  readonly policy: Policy;
}

/** The venue, unchanged until the transaction ends; undefined when it was never heard of. */
export const shareVenue = (tx: EntityManager, id: string): Promise<KnownVenue | undefined> =>
  readVenue(tx, id, {
    gate: sql`select pg_advisory_xact_lock_shared(${gateOf(id)})`,
    lock: sql`for share of known, booking_policies`,
  });

/** The same for whoever will change it: nobody else decides anything about it until the transaction ends. */
export const lockVenue = (tx: EntityManager, id: string): Promise<KnownVenue | undefined> =>
  readVenue(tx, id, {
    gate: sql`select pg_advisory_xact_lock(${gateOf(id)})`,
    lock: sql`for update of known, booking_policies`,
  });

/** The same, as it is at the moment. */
export const findVenue = (em: EntityManager, id: string): Promise<KnownVenue | undefined> =>
  readVenue(em, id, { gate: sql`select`, lock: sql`` });

/**
 * Row locks let those who share a row pass whoever wants it alone, who would wait for as long as a venue is busy. At the
 * gate everybody waits in turn.
 */
const gateOf = (id: string) => sql`hashtextextended(${`venue ${id}`}, 0)`;

interface Reading {
  /** What is passed before the rows are locked. */
  readonly gate: RawBuilder<unknown>;
  readonly lock: RawBuilder<unknown>;
}

async function readVenue(em: EntityManager, id: string, { gate, lock }: Reading): Promise<KnownVenue | undefined> {
  if (!isId(id)) return undefined;
  // Every known venue has a policy, if an empty one: whoever waited for the lock on both gets both as they are by then.
  const row = await firstRow(
    em,
    sql<{ venue: BookableVenue; policy: Partial<Policy> }>`
      with gate as materialized (${gate})
      select known.venue, booking_policies.policy
      from gate, venues known join booking_policies on booking_policies.venue_id = known.id
      where known.id = ${id} ${lock}`,
  );
  return row && { venue: row.venue, policy: { ...defaultPolicy, ...row.policy } };
}

/** The venues that tables belong or belonged to, by table; none for one that was never heard of. */
export async function venuesOfTables(em: EntityManager, tableIds: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    em,
    sql<{ id: string; venueId: string }>`
      select id, venue_id as "venueId" from venue_tables where id = any(${tableIds.filter(isId)}::uuid[])`,
  );
  return new Map(found.map(({ id, venueId }) => [id, venueId]));
}

/** How venues take bookings, by venue; none for one that was never heard of. */
export async function policiesOf(em: EntityManager, venueIds: readonly string[]): Promise<Map<string, Policy>> {
  const found = await rows(
    em,
    sql<{ venueId: string; policy: Partial<Policy> }>`
      select venue_id as "venueId", policy from booking_policies where venue_id = any(${venueIds.filter(isId)}::uuid[])`,
  );
  return new Map(found.map(({ venueId, policy }) => [venueId, { ...defaultPolicy, ...policy }]));
}

/** How a venue takes bookings, as it is at the moment. */
export const policyOf = async (em: EntityManager, venueId: string): Promise<Policy> =>
  (await policiesOf(em, [venueId])).get(venueId) ?? defaultPolicy;

/** Keeps what a venue has said otherwise than the default; lock the venue before. */
export async function savePolicy(tx: EntityManager, venueId: string, policy: Partial<Policy>): Promise<void> {
  await rows(tx, sql`update booking_policies set policy = ${JSON.stringify(policy)} where venue_id = ${venueId}`);
}

/** Keeps a venue that was never heard of; answers false where it was. */
export const addVenue = (tx: EntityManager, venue: BookableVenue, version: number): Promise<boolean> =>
  keepVenue(
    tx,
    venue,
    sql`insert into venues (id, version, venue) values (${venue.id}, ${version}, ${JSON.stringify(venue)})
      on conflict (id) do nothing`,
  );

/** Replaces what is known of a venue; answers false where something as new is known already. */
export const saveVenue = (tx: EntityManager, venue: BookableVenue, version: number): Promise<boolean> =>
  keepVenue(
    tx,
    venue,
    sql`update venues set version = ${version}, venue = ${JSON.stringify(venue)}
      where id = ${venue.id} and version < ${version}`,
  );

async function keepVenue(tx: EntityManager, venue: BookableVenue, change: RawBuilder<unknown>): Promise<boolean> {
  const tableIds = venue.rooms.flatMap((room) => room.tables).map((table) => table.id);
  const kept = await rows(
    tx,
    sql`
      with kept as (${change} returning id), tables as (
        insert into venue_tables (id, venue_id) select unnest(${tableIds}::uuid[]), id from kept
        on conflict (id) do nothing
      ), policy as (
        insert into booking_policies (venue_id, policy) select id, '{}' from kept on conflict (venue_id) do nothing
      )
      select from kept`,
  );
  return kept.length > 0;
}
