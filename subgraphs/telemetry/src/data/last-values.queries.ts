import { type EntityManager, instantText, isId, rows, sql } from '@constellation/kit';
import type { Reading } from '../domain/reading.ts';

/** A device's newest reading of a metric. */
export interface LastReading extends Reading {
  readonly deviceId: string;
}

/** The newest reading of every metric that devices measure, by metric. */
export async function lastReadings(em: EntityManager, deviceIds: readonly string[]): Promise<LastReading[]> {
  const found = await rows(
    em,
    sql<LastReading>`
      select device_id as "deviceId", metric, time, received_at as "receivedAt", value, text, flag
      from series join last_values on last_values.series = series.key
      where device_id = any(${deviceIds.filter(isId)}::uuid[]) and removed_at is null
      order by device_id, metric`,
  );
  return found.map((row) => ({ ...row, time: instantText(row.time), receivedAt: instantText(row.receivedAt) }));
}
