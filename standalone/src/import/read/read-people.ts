import { type Line, readerOf } from './columns.ts';
import { readCsv } from './csv.ts';
import { readText } from './read-text.ts';
import { readSql } from './sql.ts';

/** The people in a file, `.csv` or `.sql`, one after the other; what was read of it is not kept. */
export function readPeople(file: string): AsyncGenerator<Line> {
  const text = readText(file);
  return /\.csv$/i.test(file) ? readCsv(text, readerOf) : readSql(text);
}
