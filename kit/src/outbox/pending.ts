import type { CloudEvent } from '@constellation/schema';
import type { Outgoing } from '../bus/bus.ts';
import type { Query } from '../database/queries-in-turn.ts';

/** An outbox row that no stream is known to hold. `position` is a bigint as text. */
export interface Pending extends Outgoing {
  readonly position: string;
  readonly partition: number;
  readonly stream: string;
  readonly event: CloudEvent;
}

type Row = Omit<Pending, 'after'> & { readonly previous: string | null };

/**
 * The oldest unpublished rows of each partition, in the order of their commits per aggregate. Each knows the sequence that
 * the version before it was published under, if the outbox does.
 */
export async function pendingOf(query: Query, partitions: readonly number[], limitEach: number): Promise<Pending[]> {
  const rows = await query<Row>(
    `select pending.*, previous.sequence as previous from unnest($1::smallint[]) as owned, lateral (
       select position, partition, stream, subject, version, event from outbox
        where sequence is null and partition = owned order by position limit $2
     ) as pending left join lateral (
       select sequence from outbox as earlier
        where earlier.stream = pending.stream and earlier.subject = pending.subject and earlier.version < pending.version
        order by version desc limit 1
     ) as previous on true order by position`,
    [partitions, limitEach],
  );
  return rows.map(({ previous, ...row }) => {
    const after = previous === null ? (row.event.version === 1 ? 0 : undefined) : Number(previous);
    return after === undefined ? row : { ...row, after };
  });
}

/** Where in its stream a row now stands. */
export interface Published {
  readonly position: string;
  readonly stream: string;
  readonly epoch: string;
  readonly sequence: number;
}

/**
 * Notes what has been published, so that it is not published again, and how far each stream has come. What went to a
 * beginning of a stream that is over by now is not published.
 */
export async function writeBack(query: Query, published: readonly Published[]): Promise<void> {
  if (published.length === 0) return;
  await query(
    `with published as (
       select * from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[]) as published (position, stream, epoch, sequence)
     ), present as (
       select stream from outbox_marks
        where (stream, epoch) in (select stream, epoch from published) order by stream for no key update
     ), noted as (
       update outbox set sequence = published.sequence from published join present using (stream)
        where outbox.position = published.position
       returning outbox.stream, published.sequence
     ), reached as (
       select stream, max(sequence) as sequence from noted group by stream
     )
     update outbox_marks set sequence = greatest(outbox_marks.sequence, reached.sequence)
       from reached where outbox_marks.stream = reached.stream`,
    [
      published.map(({ position }) => position),
      published.map(({ stream }) => stream),
      published.map(({ epoch }) => epoch),
      published.map(({ sequence }) => sequence),
    ],
  );
}
