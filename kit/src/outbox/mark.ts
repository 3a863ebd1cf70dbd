import { type RawBuilder, sql } from '../database/query.ts';

/**
 * How far a stream had come when the statement began that this is a part of, as a table of one row at most: `epoch` and
 * `sequence`. What commits later is published behind it. There is none before the first event, nor while the stream gets
 * back what it has lost.
 */
export const markOf = (stream: string): RawBuilder<unknown> =>
  sql`(select epoch, sequence from outbox_marks where stream = ${stream} and epoch is not null and lost_from is null)`;
