import { createReadStream } from 'node:fs';
import type { Line } from './columns.ts';
import { readCsv } from './csv.ts';
import { readSql } from './sql.ts';

const pieceBytes = 262_144;

/** The people in a file, `.csv` or `.sql`, one after the other; what was read of it is not kept. */
export function readPeople(file: string): AsyncGenerator<Line> {
  const text = createReadStream(file, { encoding: 'utf8', highWaterMark: pieceBytes });
  return /\.csv$/i.test(file) ? readCsv(text) : readSql(text);
}
