import { type EntityManager, rows, sql } from '@constellation/kit';

/** A device that comes from another system, ready to be kept. */
export interface ImportedDevice {
  /** What it is known by here. */
  readonly deviceId: string;
  /** What the other system knows it by. */
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly roomId: string | null;
  /** Its only metric, a gauge. */
  readonly metric: string;
  readonly unit: string;
  /** Now, where nobody knows. */
  readonly createdAt: Temporal.Instant | null;
  readonly lastSeenAt: Temporal.Instant | null;
}

/** Where imported devices come from and where they stand. */
export interface Origin {
  readonly source: string;
  readonly venueId: string | null;
  readonly silenceSeconds: number;
}

/** Imports come one after the other, so that two of the same sensors do not wait for each other in a ring. */
export const queueForImport = (tx: EntityManager) =>
  rows(tx, sql`select pg_advisory_xact_lock(hashtextextended('telemetry-import', 0))`);

/**
 * Keeps devices with what they measure and when they were last heard of, and gives the series of those that are new by
 * their ids here; what came from the source before is passed over.
 */
export async function insertImported(
  tx: EntityManager,
  { source, venueId, silenceSeconds }: Origin,
  devices: readonly ImportedDevice[],
): Promise<ReadonlyMap<string, number>> {
  const column = <Value>(valueOf: (device: ImportedDevice) => Value) => devices.map(valueOf);
  const added = await rows(
    tx,
    sql<{ id: string; key: number }>`
      with given as (
        select * from unnest(
          ${column(({ deviceId }) => deviceId)}::uuid[], ${column(({ id }) => id)}::text[],
          ${column(({ name }) => name)}::text[], ${column(({ model }) => model)}::text[],
          ${column(({ roomId }) => roomId)}::uuid[], ${column(({ metric }) => metric)}::text[],
          ${column(({ unit }) => unit)}::text[],
          ${column(({ createdAt }) => createdAt?.toString() ?? null)}::timestamptz[],
          ${column(({ lastSeenAt }) => lastSeenAt?.toString() ?? null)}::timestamptz[]
        ) with ordinality as given (id, origin_id, name, model, room_id, metric, unit, created_at, seen_at, place)
      ), added as (
        insert into devices
          (id, name, model, venue_id, room_id, silence_seconds, version, created_at, origin_source, origin_id)
        select id, name, model, ${venueId}, room_id, ${silenceSeconds}, 1, coalesce(created_at, clock_instant()),
          ${source}, origin_id
        from given order by place
        on conflict (origin_source, origin_id) do nothing
        returning id
      ), seen as (
        insert into device_traffic (device_id, last_seen_at)
        select id, seen_at from added join given using (id) where seen_at is not null
      )
      insert into series (device_id, metric, kind, unit, writable)
      select id, metric, 'GAUGE', unit, false from added join given using (id) order by place
      returning device_id as id, key`,
  );
  return new Map(added.map(({ id, key }) => [id, key]));
}
