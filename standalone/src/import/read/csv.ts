import type { Readable } from 'node:stream';
import { StartFailure } from '@constellation/kit';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';

const parsed = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

const options = {
  bom: true,
  info: true,
  record_delimiter: ['\r\n', '\n'],
  // A line that has too few or too many values is rejected by itself.
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
};

/** Knows from the names of columns what the values of a line are. */
type ReaderOf<Line> = (columns: readonly string[]) => (line: number, values: readonly string[]) => Line;

/**
 * Reads CSV whose first line names the columns. A line is known by its last number where a value goes over several.
 * @throws StartFailure where a quote never ends, or a column is missing.
 */
export async function* readCsv<Line>(text: Readable, readerOf: ReaderOf<Line>): AsyncGenerator<Line> {
  let read: ReturnType<typeof readerOf> | undefined;
  try {
    for await (const each of text.compose(parse(options))) {
      const { record, info } = parsed.parse(each);
      if (read) yield read(info.lines, record);
      else read = readerOf(record);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new StartFailure(`The file is no CSV: ${error.message}`, { cause: error });
  }
}
