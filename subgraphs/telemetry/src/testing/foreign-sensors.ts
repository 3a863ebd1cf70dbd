import { newId, rows, sql } from '@constellation/kit';
import { type ImportedSensors, type ImportOf, importSensors } from '../actions/import-sensors.ts';
import type { ForeignSensor } from '../domain/foreign-sensor.ts';
import type { OpenTelemetry } from './open-telemetry.ts';

/** A sensor with an id that no other has, which measured 21.5 °C before 2025, unless told otherwise. */
export const foreignSensor = (given: Partial<ForeignSensor> = {}): ForeignSensor => ({
  line: 1,
  id: newId(),
  name: 'Thermometer',
  type: 'temperature',
  location: 'Kitchen',
  value: '21.5',
  unit: '°C',
  status: 'active',
  lastUpdated: '2024-12-31T08:00:00Z',
  createdAt: '2024-01-31',
  ...given,
});

export const importAll = (
  { scope }: OpenTelemetry,
  sensors: readonly ForeignSensor[],
  given: Partial<ImportOf> = {},
): Promise<ImportedSensors> => importSensors(scope(), { source: 'smart-home', sensors, ...given });

/** The devices that sensors have become, with what their only metric is, by the sensors' ids. */
export const devicesFrom = ({ scope }: OpenTelemetry, sensors: readonly ForeignSensor[]) =>
  rows(
    scope().em,
    sql<Record<string, unknown> & { id: string }>`
      select id, name, model, venue_id as "venueId", room_id as "roomId", metric, kind, unit, origin_source as source, origin_id as "originId",
        to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as "createdOn",
        to_char(last_seen_at at time zone 'UTC', 'YYYY-MM-DD') as "seenOn"
      from devices join series on series.device_id = id left join device_traffic on device_traffic.device_id = id
      where origin_id = any(${sensors.map((sensor) => sensor.id)}::text[]) order by origin_id, origin_source`,
  );
