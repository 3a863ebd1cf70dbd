import type pg from 'pg';
import type { ConsumerName, ConsumerStore, Progress, Redelivery } from '../consumer/consumer-store.ts';
import { messageAt } from './messages.queries.ts';
import type { Session } from './session.ts';

/** Keeps consumers in tables; the claim is a lock of the bus's session, so it ends with the process. */
export const postgresConsumerStore = (db: pg.Pool, session: Session): ConsumerStore => ({
  claim: ({ stream, durable }) => session.lock(`consumer ${stream} ${durable}`),
  progress: (name) => progressOf(db, name),
  saveFloor: (name, floor) => saveFloor(db, name, floor),
  setAside: (name, redelivery) => setAside(db, name, redelivery),
  settle: (name, sequence) => settle(db, name, sequence),
  find: (stream, sequence) => messageAt(db, stream, sequence),
});

async function progressOf(db: pg.Pool, { stream, durable }: ConsumerName): Promise<Progress> {
  const floors = await db.query<{ floor: number }>('select floor from consumers where stream = $1 and durable = $2', [
    stream,
    durable,
  ]);
  const redeliveries = await db.query<{ sequence: number; attempts: number; due_ms: number }>(
    `select sequence, attempts, extract(epoch from due_at)::float8 * 1000 as due_ms
       from redeliveries where stream = $1 and durable = $2`,
    [stream, durable],
  );
  return {
    floor: floors.rows[0]?.floor ?? 0,
    redeliveries: redeliveries.rows.map(({ sequence, attempts, due_ms: dueMs }) => ({
      sequence,
      attempts,
      dueAt: Temporal.Instant.fromEpochMilliseconds(Math.round(dueMs)),
    })),
  };
}

/** A floor never sinks, whoever writes it last. */
async function saveFloor(db: pg.Pool, { stream, durable }: ConsumerName, floor: number): Promise<void> {
  await db.query(
    `insert into consumers (stream, durable, floor) values ($1, $2, $3)
     on conflict (stream, durable) do update set floor = greatest(consumers.floor, excluded.floor)`,
    [stream, durable, floor],
  );
}

/** An event that was deleted meanwhile needs no other attempt. */
async function setAside(
  db: pg.Pool,
  { stream, durable }: ConsumerName,
  { sequence, attempts, dueAt }: Redelivery,
): Promise<void> {
  await db.query(
    `insert into redeliveries (stream, sequence, durable, attempts, due_at)
     select stream, sequence, $3, $4, $5 from messages where stream = $1 and sequence = $2
     on conflict (stream, sequence, durable) do update set attempts = excluded.attempts, due_at = excluded.due_at`,
    [stream, sequence, durable, attempts, dueAt.toString()],
  );
}

async function settle(db: pg.Pool, { stream, durable }: ConsumerName, sequence: number): Promise<void> {
  await db.query('delete from redeliveries where stream = $1 and sequence = $2 and durable = $3', [
    stream,
    sequence,
    durable,
  ]);
}
