import { type RawBuilder, sql } from '../database/query.ts';

/**
 * The sequence that a stream had reached when the statement began that this is a part of, as far as the relay has noted
 * it; 0 before its first event. What commits later is published behind it.
 */
export const markOf = (stream: string): RawBuilder<unknown> =>
  sql`coalesce((select sequence from outbox_marks where stream = ${stream}), 0)`;
