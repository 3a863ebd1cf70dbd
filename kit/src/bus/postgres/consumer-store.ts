import type pg from 'pg';
import type { ConsumerName, ConsumerStore, Progress, Redelivery, SavedFloor } from '../consumer/consumer-store.ts';
import { hideMessages, messageAt } from './messages.queries.ts';
import type { Session } from './session.ts';

/** Keeps consumers in tables; the claim is a lock of the bus's session, so it ends with the process. */
export const postgresConsumerStore = (db: pg.Pool, session: Session): ConsumerStore => ({
  claim: ({ stream, durable }) => session.lock(`consumer ${stream} ${durable}`),
  progress: (name, isKnown) => progressOf(db, name, isKnown),
  saveFloor: (name, place) => saveFloor(db, name, place),
  setAside: (name, redelivery) => setAside(db, name, redelivery),
  settle: (name, redelivery) => settle(db, name, redelivery),
  forget: (stream, sequences) => hideMessages(db, stream, sequences),
  find: (stream, sequence) => messageAt(db, stream, sequence),
});

async function progressOf(
  db: pg.Pool,
  { stream, durable }: ConsumerName,
  isKnown: (sequence: number) => boolean = () => false,
): Promise<Progress> {
  const floors = await db.query<{ floor: number; epoch: string | null }>(
    'select floor, epoch from consumers where stream = $1 and durable = $2',
    [stream, durable],
  );
  const [written] = floors.rows;
  const redeliveries = await db.query<{ sequence: number; attempts: number; due_ms: number }>(
    `select sequence, attempts, extract(epoch from due_at)::float8 * 1000 as due_ms
       from redeliveries where stream = $1 and durable = $2`,
    [stream, durable],
  );
  return {
    floor: written?.floor ?? 0,
    epoch: written?.epoch ?? undefined,
    redeliveries: redeliveries.rows
      .filter(({ sequence }) => !isKnown(sequence))
      .map(({ sequence, attempts, due_ms: dueMs }) => ({
        sequence,
        attempts,
        dueAt: Temporal.Instant.fromEpochMilliseconds(Math.round(dueMs)),
      })),
  };
}

/** A floor never sinks within an epoch, whoever writes it last. */
async function saveFloor(db: pg.Pool, { stream, durable }: ConsumerName, { floor, epoch }: SavedFloor): Promise<void> {
  await db.query(
    `insert into consumers (stream, durable, floor, epoch) values ($1, $2, $3, $4)
     on conflict (stream, durable) do update set epoch = excluded.epoch, floor = case
       when consumers.epoch = excluded.epoch then greatest(consumers.floor, excluded.floor) else excluded.floor end`,
    [stream, durable, floor, epoch],
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

async function settle(db: pg.Pool, { stream, durable }: ConsumerName, { sequence, dueAt }: Redelivery): Promise<void> {
  await db.query('delete from redeliveries where stream = $1 and sequence = $2 and durable = $3 and due_at = $4', [
    stream,
    sequence,
    durable,
    dueAt.toString(),
  ]);
}
