import { type EntityManager, isId, rows, sql } from '@constellation/kit';
import type { Capability } from '../domain/capability.ts';

/** What a device measures, and what its readings are kept under. */
export interface Series extends Capability {
  readonly key: number;
  readonly deviceId: string;
}

/** Keeps what a device can measure or do, beside what it could before. */
export const insertSeries = (tx: EntityManager, deviceId: string, capabilities: readonly Capability[]) =>
  rows(
    tx,
    sql`insert into series (device_id, metric, kind, unit, min, max, writable, expected_every_seconds)
      select ${deviceId}, given.* from (${recordsOf(capabilities)}) as given`,
  );

/** What devices can measure or do, by metric; ids that name none are passed over. */
export const seriesOfDevices = (em: EntityManager, deviceIds: readonly string[]): Promise<Series[]> =>
  rows(
    em,
    sql<Series>`select key, device_id as "deviceId", metric, kind, unit, min, max, writable,
        expected_every_seconds as "expectedEverySeconds"
      from series where device_id = any(${deviceIds.filter(isId)}::uuid[]) and removed_at is null
      order by device_id, metric`,
  );

/** What a locked device can measure or do, and could before. */
export const seriesEverOf = (
  tx: EntityManager,
  deviceId: string,
): Promise<Pick<Series, 'metric' | 'kind' | 'unit'>[]> =>
  rows(
    tx,
    sql<Pick<Series, 'metric' | 'kind' | 'unit'>>`select metric, kind, unit from series where device_id = ${deviceId}`,
  );

/**
 * Puts what a locked device can measure or do in place of what it could: a metric that is known keeps its key, one that is
 * not given any more is marked.
 */
export const replaceSeries = (tx: EntityManager, deviceId: string, capabilities: readonly Capability[]) =>
  rows(
    tx,
    sql`with given as (${recordsOf(capabilities)}),
      kept as (
        update series set min = given.min, max = given.max, writable = given.writable,
          expected_every_seconds = given."expectedEverySeconds", removed_at = null
        from given where device_id = ${deviceId} and series.metric = given.metric
      ), removed as (
        update series set removed_at = clock_instant()
        where device_id = ${deviceId} and removed_at is null and metric not in (select metric from given)
      )
      insert into series (device_id, metric, kind, unit, min, max, writable, expected_every_seconds)
      select ${deviceId}, given.* from given
      where metric not in (select metric from series where device_id = ${deviceId})`,
  );

const recordsOf = (capabilities: readonly Capability[]) =>
  sql`select metric, kind, unit, min, max, writable, "expectedEverySeconds"
    from jsonb_to_recordset(${JSON.stringify(capabilities)}) as given (metric text, kind text, unit text,
      min double precision, max double precision, writable boolean, "expectedEverySeconds" double precision)`;
