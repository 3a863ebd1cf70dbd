import type { CloudEvent } from '@constellation/schema';
import type pg from 'pg';
import type { Stored } from '../bus.ts';
import { storedIn } from './messages.queries.ts';

/** One durable consumer of one stream. */
export interface ConsumerName {
  readonly stream: string;
  readonly durable: string;
}

/** An event that failed and waits for its next attempt. */
export interface Redelivery {
  readonly stored: Stored;
  /** Attempts so far. */
  readonly attempts: number;
}

/** Up to which sequence a consumer is through, but for its redeliveries; registers it at first. */
export async function floorOf(db: pg.Pool, { stream, durable }: ConsumerName): Promise<number> {
  const { rows } = await db.query<{ floor: number }>(
    `insert into consumers (stream, durable) values ($1, $2)
     on conflict (stream, durable) do update set floor = consumers.floor returning floor`,
    [stream, durable],
  );
  return rows[0]?.floor ?? 0;
}

/** Raises a consumer's floor; a lower one changes nothing. */
export async function saveFloor(db: pg.Pool, { stream, durable }: ConsumerName, floor: number): Promise<void> {
  await db.query('update consumers set floor = $3 where stream = $1 and durable = $2 and floor < $3', [stream, durable, floor]);
}

/** Sets a failed event aside until it is due. An event that is gone by now needs no further attempt. */
export async function setAside(
  db: pg.Pool,
  { stream, durable }: ConsumerName,
  { sequence, attempts, dueAt }: { readonly sequence: number; readonly attempts: number; readonly dueAt: Temporal.Instant },
): Promise<void> {
  await db.query(
    `insert into redeliveries (stream, sequence, durable, attempts, due_at)
     select stream, sequence, $3, $4, $5 from messages where stream = $1 and sequence = $2
     on conflict (stream, sequence, durable) do update set attempts = excluded.attempts, due_at = excluded.due_at`,
    [stream, sequence, durable, attempts, dueAt.toString()],
  );
}

/** When the next redelivery is due, in milliseconds since the epoch; infinity while there is none. */
export async function nextDue(db: pg.Pool, { stream, durable }: ConsumerName): Promise<number> {
  const { rows } = await db.query<{ due: number | null }>(
    `select extract(epoch from min(due_at))::float8 * 1000 as due
       from redeliveries join messages using (stream, sequence)
      where stream = $1 and durable = $2 and not superseded`,
    [stream, durable],
  );
  return rows[0]?.due ?? Infinity;
}

const batchSize = 100;

/** Redeliveries that are due, the longest due first. */
export async function dueRedeliveries(db: pg.Pool, { stream, durable }: ConsumerName, now: Temporal.Instant): Promise<Redelivery[]> {
  const { rows } = await db.query<{ sequence: number; subject: string; event: CloudEvent; attempts: number }>(
    `select sequence, subject, event, attempts from redeliveries join messages using (stream, sequence)
      where stream = $1 and durable = $2 and due_at <= $3 and not superseded
      order by due_at, sequence limit ${batchSize}`,
    [stream, durable, now.toString()],
  );
  return rows.map((row) => ({ stored: storedIn(stream, row), attempts: row.attempts }));
}

/** Ends the redelivery of an event, if there was one. */
export async function endRedelivery(db: pg.Pool | pg.ClientBase, { durable }: ConsumerName, { stream, sequence }: Stored): Promise<void> {
  await db.query('delete from redeliveries where stream = $1 and sequence = $2 and durable = $3', [stream, sequence, durable]);
}
