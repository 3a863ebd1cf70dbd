import { StartFailure } from '@constellation/kit';
import { type Line, type LineReader, readerOf } from './columns.ts';
import { TextCursor } from './text-cursor.ts';
import { unescapeCopy, unescapeString } from './unescape.ts';

const table = String.raw`(?:"?\w+"?\.)?"?(?<table>\w+)"?`;
const columns = String.raw`\((?<columns>[^)]*)\)`;

const space = /\s+/y;
const insert = new RegExp(
  String.raw`insert\s+into\s+${table}\s*(?:${columns})?\s*(?:overriding\s+\w+\s+value\s*)?values\s*(?=\()`,
  'iy',
);
const copy = new RegExp(String.raw`copy\s+${table}\s*${columns}\s+from\s+stdin;[^\n]*\n`, 'iy');
const copied = /([^\n]*)(?:\n|$)/y;
const open = /\(\s*/y;
const value = /(?<text>'[^']*(?:''[^']*)*')|e(?<escaped>'[^'\\]*(?:(?:''|\\[^])[^'\\]*)*')|(?<bare>[\w.+-]+)/iy;
const next = /(?:::[a-z][a-z ]*)?\s*([,)])\s*/iy;
const after = /\s*(?:(,)\s*|(?:on\s+conflict[^;']*)?;)/iy;

/**
 * Reads the rows of a table `users` from what pg_dump writes, `COPY … FROM stdin` or `INSERT`, one row or many a
 * statement; everything else is passed over.
 * @throws StartFailure where a row cannot be told from the next, or its columns are not named.
 */
export async function* readSql(text: AsyncIterable<string>): AsyncGenerator<Line> {
  const cursor = new TextCursor(text);
  const readers = new Map<string, LineReader>();
  const readerFor = ({ table: name = '', columns: header }: Readonly<Record<string, string | undefined>>) => {
    if (name.toLowerCase() !== 'users') return undefined;
    if (header === undefined)
      throw new StartFailure(`Line ${cursor.line} does not name its columns; pg_dump --column-inserts does`);
    const known = readers.get(header) ?? readerOf(header.replaceAll('"', '').split(','));
    readers.set(header, known);
    return known;
  };
  while (await cursor.load()) {
    cursor.take(space);
    const inserted = cursor.take(insert);
    if (inserted) yield* insertedRows(cursor, readerFor(inserted.groups ?? {}));
    else {
      const begun = cursor.take(copy);
      if (begun) yield* copiedRows(cursor, readerFor(begun.groups ?? {}));
      else await cursor.skipLine();
    }
  }
}

/** Rows of another table are read, too: only so is it known where they end. */
async function* insertedRows(cursor: TextCursor, read: LineReader | undefined): AsyncGenerator<Line> {
  for (let isMore = true; isMore;) {
    await cursor.load();
    const { line } = cursor;
    const values = rowOf(cursor);
    const end = values && cursor.take(after);
    if (!values || !end) throw new StartFailure(`Line ${line} has no row of plain values`);
    if (read) yield read(line, values);
    isMore = end[1] !== undefined;
  }
}

/** The values between two parentheses. */
function rowOf(cursor: TextCursor): (string | null)[] | undefined {
  if (!cursor.take(open)) return undefined;
  const values: (string | null)[] = [];
  for (;;) {
    const { text, escaped, bare } = cursor.take(value)?.groups ?? {};
    const end = cursor.take(next);
    if (!end) return undefined;
    if (text !== undefined) values.push(text.slice(1, -1).replaceAll("''", "'"));
    else if (escaped !== undefined) values.push(unescapeString(escaped.slice(1, -1)));
    else values.push(bare === undefined || bare.toLowerCase() === 'null' ? null : bare);
    if (end[1] === ')') return values;
  }
}

async function* copiedRows(cursor: TextCursor, read: LineReader | undefined): AsyncGenerator<Line> {
  while (await cursor.load()) {
    const { line } = cursor;
    const [, text] = cursor.take(copied) ?? [];
    if (text === '\\.') return;
    if (text === undefined) break;
    if (read) yield read(line, text.split('\t').map(unescapeCopy));
  }
  throw new StartFailure(`The file ends at line ${cursor.line}, in the middle of its rows`);
}
