import type { CloudEvent } from '@constellation/schema';
import type pg from 'pg';
import type { Place, Stored } from '../bus.ts';
import { patternSource } from '../subject-pattern.ts';

/** Part of a stream. */
export interface Batch {
  /** Undefined while nobody has declared the stream. */
  readonly epoch: string | undefined;
  /** The highest sequence that the stream has given out. */
  readonly head: number;
  readonly stored: readonly Stored[];
  /** Nothing that matches lies between the batch's beginning and this sequence but what it holds. */
  readonly upTo: number;
  /** Whether there may be more right behind it. */
  readonly full: boolean;
}

export interface Extent {
  readonly stream: string;
  readonly after: number;
  readonly subject: string | undefined;
}

interface MessageRow {
  readonly epoch: string;
  readonly sequence: number;
  readonly subject: string;
  /** JSON. */
  readonly event: string;
}

const batchSize = 200;
/** So many bytes are a whole batch as well, with the event that comes to them. */
const batchBytes = 4 * 1024 * 1024;

/** The next events behind a sequence, in order. */
export async function messagesAfter(db: pg.Pool, { stream, after, subject }: Extent): Promise<Batch> {
  const { rows } = await db.query<MessageRow & { readonly head: number }>({
    name: 'messages-after',
    text: `
      select streams.last_sequence as head, streams.epoch, found.*
        from streams left join lateral (
          select sequence, subject, event from (
            select *, sum(octet_length(event)) over (order by sequence) - octet_length(event) as before from (
              select sequence, subject, event::text as event from messages
               where stream = streams.name and sequence > $2 and not superseded and ($3::text is null or subject ~ $3)
               order by sequence limit ${batchSize}
            ) as next
          ) as measured where before < ${batchBytes}
        ) as found on true
       where streams.name = $1
       order by found.sequence`,
    values: [stream, after, subject === undefined ? null : patternSource(subject)],
  });
  const stored = rows.filter(({ sequence }) => sequence !== null).map((row) => storedIn(stream, row));
  const full = stored.length === batchSize || stored.reduce((sum, { bytes }) => sum + bytes, 0) >= batchBytes;
  const last = full ? stored.at(-1)?.sequence : rows[0]?.head;
  const head = rows[0]?.head ?? 0;
  return { epoch: rows[0]?.epoch, head, stored, upTo: Math.max(after, last ?? 0), full };
}

/** The newest event of a subject. */
export async function lastMessage(db: pg.Pool, stream: string, subject: string): Promise<Stored | undefined> {
  const { rows } = await db.query<MessageRow>(
    `select epoch, sequence, subject, event::text as event from messages join streams on name = stream
      where stream = $1 and subject = $2 order by sequence desc limit 1`,
    [stream, subject],
  );
  return rows[0] && storedIn(stream, rows[0]);
}

/** The event at a sequence, unless it was deleted or superseded. */
export async function messageAt(db: pg.Pool, stream: string, sequence: number): Promise<Stored | undefined> {
  const { rows } = await db.query<MessageRow>(
    `select epoch, sequence, subject, event::text as event from messages join streams on name = stream
      where stream = $1 and sequence = $2 and not superseded`,
    [stream, sequence],
  );
  return rows[0] && storedIn(stream, rows[0]);
}

/** What a stream's beginning is called; @throws while nobody has declared it. */
export async function epochOf(db: pg.Pool, stream: string): Promise<string> {
  const { rows } = await db.query<{ epoch: string }>('select epoch from streams where name = $1', [stream]);
  if (!rows[0]) throw new Error(`Stream ${stream} is not declared`);
  return rows[0].epoch;
}

/** Gives a stream's beginning another name. */
export async function renameEpoch(db: pg.Pool, stream: string): Promise<void> {
  await db.query('update streams set epoch = gen_random_uuid() where name = $1', [stream]);
}

/** The highest sequence given out in a stream; 0 while there is none. */
export async function newestSequence(db: pg.Pool, stream: string): Promise<number> {
  const { rows } = await db.query<{ last_sequence: number }>('select last_sequence from streams where name = $1', [
    stream,
  ]);
  return rows[0]?.last_sequence ?? 0;
}

/** The lowest sequence that a stream still has; one behind the newest when it has none. */
export async function oldestSequence(db: pg.Pool, stream: string): Promise<number> {
  const { rows } = await db.query<{ oldest: number }>(
    `select coalesce((select min(sequence) from messages where stream = name), last_sequence + 1) as oldest
       from streams where name = $1`,
    [stream],
  );
  return rows[0]?.oldest ?? 1;
}

/** Deletes a subject's messages up to a sequence, what was superseded included. */
export async function removeMessages(
  db: pg.Pool,
  stream: string,
  subject: string,
  upTo: number = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  await db.query('delete from messages where stream = $1 and subject = $2 and sequence <= $3', [stream, subject, upTo]);
}

/** Hides messages like those that were superseded, which are deleted once their repetition need not be recognised. */
export async function hideMessages(db: pg.Pool, stream: string, sequences: readonly number[]): Promise<void> {
  await db.query('update messages set superseded = true where stream = $1 and sequence = any($2)', [stream, sequences]);
}

/** The sequence behind which a place begins. */
export const sequenceAt = async (db: pg.Pool, stream: string, place: Place): Promise<number> =>
  place === 'start' ? 0 : place === 'end' ? newestSequence(db, stream) : place;

const storedIn = (stream: string, { epoch, sequence, subject, event }: MessageRow): Stored => ({
  stream,
  epoch,
  sequence,
  subject,
  event: JSON.parse(event) as CloudEvent,
  bytes: Buffer.byteLength(event),
});
