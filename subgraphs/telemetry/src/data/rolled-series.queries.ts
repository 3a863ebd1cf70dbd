import { type EntityManager, isId, parseInstant, rows, sql } from '@constellation/kit';

/** A metric of a device, measured now or before. */
export interface DeviceMetric {
  readonly deviceId: string;
  readonly metric: string;
}

/** A series, and until when it is rolled up. */
export interface RolledSeries extends DeviceMetric {
  readonly key: number;
  readonly unit: string | null;
  /** The first minute that waits to be rolled up, or that is not over. */
  readonly completeUntil: Temporal.Instant;
  /** Whether any minute waits to be rolled up. */
  readonly isWaiting: boolean;
}

/** The series of metrics, where there are any. */
export async function rolledSeries(em: EntityManager, asked: readonly DeviceMetric[]): Promise<RolledSeries[]> {
  const sound = asked.filter(({ deviceId }) => isId(deviceId));
  const found = await rows(
    em,
    sql<Omit<RolledSeries, 'completeUntil'> & { completeUntil: string }>`
      with asked as materialized (
        select distinct key, device_id, metric, unit
        from unnest(${sound.map(({ deviceId }) => deviceId)}::uuid[], ${sound.map(({ metric }) => metric)}::text[])
          as named (device_id, metric) join series using (device_id, metric)
      ), dirty as (
        select each.series as key, min(minute) as minute
        from dirty_minutes cross join lateral unnest(series, minutes) as each (series, minute)
        where each.series in (select key from asked)
        group by each.series
      )
      select key, device_id as "deviceId", metric, unit,
        least(minute, date_trunc('minute', clock_instant(), 'UTC')) as "completeUntil", minute is not null as "isWaiting"
      from asked left join dirty using (key)`,
  );
  return found.map((row) => ({ ...row, completeUntil: parseInstant(row.completeUntil) }));
}
