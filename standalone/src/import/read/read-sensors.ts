import { readCsv } from './csv.ts';
import { readArray, readLines } from './json.ts';
import { readText } from './read-text.ts';
import { type SensorLine, sensorReaderOf } from './sensor-fields.ts';

/** The sensors in a file, `.csv`, `.json` or `.ndjson`, one after the other; what was read of it is not kept. */
export function readSensors(file: string): AsyncGenerator<SensorLine> {
  const text = readText(file);
  if (/\.csv$/i.test(file)) return readCsv(text, sensorReaderOf);
  return /\.json$/i.test(file) ? readArray(text) : readLines(text);
}
