import { StartFailure } from '@constellation/kit';
import type { ForeignSensor } from '@constellation/telemetry';
import { type RejectedLine, wrongCount } from './rejected-line.ts';

/** What stands in a line: a sensor, or nothing that can be read. */
export type SensorLine = ForeignSensor | RejectedLine;

/** By which names the smart home knows what a sensor is. */
const names = {
  id: 'id',
  name: 'name',
  type: 'type',
  location: 'location',
  value: 'value',
  unit: 'unit',
  status: 'status',
  lastUpdated: 'last_updated',
  createdAt: 'created_at',
} as const;

const needed = [names.id, names.name, names.type, names.unit];

/** The sensor whose fields are found by their names there; others are passed over. */
export function sensorOf(line: number, valueOf: (name: string) => string | undefined): ForeignSensor {
  const at = (name: string) => valueOf(name)?.trim() || null;
  return {
    line,
    id: at(names.id),
    name: at(names.name),
    type: at(names.type),
    location: at(names.location),
    value: at(names.value),
    unit: at(names.unit),
    status: at(names.status),
    lastUpdated: at(names.lastUpdated),
    createdAt: at(names.createdAt),
  };
}

/**
 * Reads lines of columns with these names.
 * @throws StartFailure where a column is missing that every sensor needs.
 */
export function sensorReaderOf(columns: readonly string[]): (line: number, values: readonly string[]) => SensorLine {
  const header = columns.map((column) => column.trim().toLowerCase());
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw new StartFailure(`The columns are ${columns.join(', ')}; there must be ${missing.join(', ')}`);
  const places = new Map(header.map((name, place) => [name, place]));
  return (line, values) =>
    values.length === columns.length
      ? sensorOf(line, (name) => values[places.get(name) ?? -1])
      : wrongCount(line, values.length, columns.length);
}
