import type { CloudEvent } from '@constellation/schema';
import type { Message } from '../bus/bus.ts';
import type { Query } from '../workers/session.ts';

/** An outbox row that no stream is known to hold. `position` is a bigint as text. */
export interface Pending extends Message {
  readonly position: string;
  readonly partition: number;
  readonly stream: string;
  readonly event: CloudEvent;
}

/** The oldest unpublished rows of each partition, in the order of their commits per aggregate. */
export function pendingOf(query: Query, partitions: readonly number[], limitEach: number): Promise<Pending[]> {
  return query<Pending>(
    `select pending.* from unnest($1::smallint[]) as owned, lateral (
       select position, partition, stream, subject, event from outbox
        where sequence is null and partition = owned order by position limit $2
     ) as pending order by position`,
    [partitions, limitEach],
  );
}

/** Where in its stream a row now stands. */
export interface Published {
  readonly position: string;
  readonly sequence: number;
}

/** Notes what has been published, so that it is not published again, and how far each stream has come. */
export async function writeBack(query: Query, published: readonly Published[]): Promise<void> {
  if (published.length === 0) return;
  await query(
    `with noted as (
       update outbox set sequence = published.sequence
         from unnest($1::bigint[], $2::bigint[]) as published (position, sequence)
        where outbox.position = published.position
       returning stream, published.sequence
     )
     insert into outbox_marks (stream, sequence) select stream, max(sequence) from noted group by stream order by stream
     on conflict (stream) do update set sequence = greatest(outbox_marks.sequence, excluded.sequence)`,
    [published.map(({ position }) => position), published.map(({ sequence }) => sequence)],
  );
}

/** Rows of one stream. */
export interface Run {
  readonly stream: string;
  readonly messages: readonly Message[];
  readonly positions: readonly string[];
}

/** Sorts rows by their streams; within a stream they keep their order, and nobody promises one between streams. */
export const runsByStream = (pending: readonly Pending[]): Run[] =>
  [...Map.groupBy(pending, ({ stream }) => stream)].map(([stream, rows]) => ({
    stream,
    messages: rows.map(({ subject, event }) => ({ subject, event })),
    positions: rows.map(({ position }) => position),
  }));
