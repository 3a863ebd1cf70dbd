import { firstRow, sql } from '@constellation/kit';
import type { OpenTelemetry } from './open-telemetry.ts';

/** What is kept and told of devices. */
export interface State {
  readonly readings: number;
  readonly sum: number;
  /** Readings in events. */
  readonly told: number;
  /** By metric, in the order of the devices. */
  readonly latest: readonly (string | number | null)[][];
  /** Minutes that are to be rolled up, each once. */
  readonly minutes: number;
}

export async function stateOf({ scope }: Pick<OpenTelemetry, 'scope'>, deviceIds: readonly string[]): Promise<State> {
  const state = await firstRow(
    scope().em,
    sql<State>`with those as (select key, device_id, metric from series where device_id = any(${deviceIds}::uuid[]))
      select (select count(*)::integer from readings join those on key = series) as readings,
        (select coalesce(sum(value), 0) from readings join those on key = series) as sum,
        (select coalesce(sum(jsonb_array_length(event #> '{data,readings}')), 0)::integer
          from outbox where aggregate = any(${deviceIds}::uuid[])) as told,
        (select coalesce(jsonb_agg(jsonb_build_array(metric, time, value) order by array_position(${deviceIds}::uuid[], device_id), metric), '[]')
          from last_values join those on key = series) as latest,
        (select count(distinct (touched.series, minute))::integer
          from dirty_minutes, unnest(series, minutes) as touched (series, minute) join those on key = touched.series) as minutes`,
  );
  if (!state) throw new Error('There is no state');
  return state;
}
