import { rows, sql } from '@constellation/kit';
import { rollUp } from '../actions/roll-up.ts';
import type { lengthMs } from '../domain/bucketing.ts';
import type { Bucket, Measurements } from '../domain/fill.ts';
import type { OpenTelemetry } from './open-telemetry.ts';

/** What is kept of a metric in a tier, by the beginnings of its buckets. */
export async function keptIn(
  { scope }: OpenTelemetry,
  tier: keyof typeof lengthMs,
  deviceId: string,
  metric: string,
): Promise<Map<number, Measurements>> {
  const kept = await rows(
    scope().em,
    sql<Bucket>`select (extract(epoch from start) * 1000)::float8 as "startMs", count, rolled.min, rolled.max,
        total / count as mean, first, last, sum
      from ${sql.table(tier)} as rolled join series on key = rolled.series
      where device_id = ${deviceId} and metric = ${metric} order by start`,
  );
  return new Map(kept.map(({ startMs, ...measurements }) => [startMs, measurements]));
}

/** Rolls up all that waits. */
export async function rollUpAll({ scope }: OpenTelemetry): Promise<void> {
  while (await rollUp(scope()));
}
