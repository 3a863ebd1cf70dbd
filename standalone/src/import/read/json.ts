import { StartFailure } from '@constellation/kit';
import { z } from 'zod';
import { malformed } from './rejected-line.ts';
import { type SensorLine, sensorOf } from './sensor-fields.ts';
import { longest, TextCursor } from './text-cursor.ts';

const space = /\s+/y;
const open = /\[\s*/y;
const close = /\]\s*/y;
const object = /\{[^{}"]*(?:"[^"\\]*(?:\\.[^"\\]*)*"[^{}"]*)*\}/y;
const next = /\s*([,\]])\s*/y;
const wholeLine = /([^\n]*)\n?/y;

/**
 * Reads what the smart home answers to `GET /api/v1/sensors`: an array of objects without others in them. As it is written
 * in one line, they are known by their number.
 * @throws StartFailure where an object cannot be told from the next, or the text is no array.
 */
export async function* readArray(text: AsyncIterable<string>): AsyncGenerator<SensorLine> {
  const cursor = new TextCursor(text);
  await cursor.load();
  cursor.take(space);
  if (!cursor.take(open)) throw new StartFailure('The file is no JSON array');
  let isMore = !cursor.take(close);
  for (let number = 1; isMore; number += 1) {
    await cursor.load();
    const [found] = cursor.take(object) ?? [];
    if (found === undefined) throw new StartFailure(`Number ${number} of the array is no object of plain values`);
    yield read(number, found);
    await cursor.load();
    const [, mark] = cursor.take(next) ?? [];
    if (mark === undefined) throw new StartFailure(`The file is no JSON array: nothing fits behind number ${number}`);
    isMore = mark === ',';
  }
  if (await cursor.load()) throw new StartFailure('There is more in the file than a JSON array');
}

/**
 * Reads an object a line (NDJSON); lines without anything are passed over.
 * @throws StartFailure where a line is too long.
 */
export async function* readLines(text: AsyncIterable<string>): AsyncGenerator<SensorLine> {
  const cursor = new TextCursor(text);
  while (await cursor.load()) {
    const { line } = cursor;
    const [whole = '', found = ''] = cursor.take(wholeLine) ?? [];
    if (found.length >= longest || (whole === found && (await cursor.load())))
      throw new StartFailure(`Line ${line} is longer than ${longest} characters`);
    if (found.trim() !== '') yield read(line, found.trim());
  }
}

const fields = z.record(z.string(), z.unknown());
const plain = z.union([z.string(), z.number(), z.boolean()]).transform(String);

function read(line: number, text: string): SensorLine {
  const { data, success } = fields.safeParse(parsed(text));
  if (!success) return malformed(line, 'it is no JSON object');
  return sensorOf(line, (name) => plain.safeParse(data[name]).data);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
