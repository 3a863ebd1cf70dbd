import pg from 'pg';
import { type Clock, systemClock } from '../clock.ts';
import { keepAlives } from '../database/keep-alives.ts';
import type { Log } from '../log.ts';
import type { Bus } from './bus.ts';
import { retryEvent } from './consumer/retry.ts';
import { singly, startConsumer } from './consumer/start-consumer.ts';
import { rememberEpochs } from './epochs.ts';
import { appendOnce, groupingAppend } from './postgres/append.ts';
import { openBells } from './postgres/bells.ts';
import { postgresConsumerStore } from './postgres/consumer-store.ts';
import { declareStream } from './postgres/declare.ts';
import type { EventLog } from './postgres/event-log.ts';
import {
  epochOf,
  lastMessage,
  newestSequence,
  oldestSequence,
  removeMessages,
  renameEpoch,
} from './postgres/messages.queries.ts';
import { readStream } from './postgres/read.ts';
import { openSession } from './postgres/session.ts';
import { startSweep } from './postgres/sweep.ts';
import { createTables } from './postgres/tables.ts';
import { openUnderway } from './underway.ts';

export interface PostgresBusOptions {
  /** A database that holds nothing else. */
  readonly connection: pg.ClientConfig;
  /** Connections for queries; one more is held for locks and listening. */
  readonly poolSize?: number;
  readonly log: Log;
  readonly clock?: Clock;
  /** How often events that are too old are deleted, in milliseconds. */
  readonly sweepEveryMs?: number;
}

/** Opens the event log in PostgreSQL (15 or later); it survives lost connections and server restarts by itself. */
export async function postgresBus(options: PostgresBusOptions): Promise<Bus> {
  const { connection, poolSize = 8, log, clock = systemClock, sweepEveryMs = 60_000 } = options;
  await using started = new AsyncDisposableStack();
  const db = started.adopt(openPool(connection, poolSize, log), (pool) => pool.end());
  await createTables(db);
  const bells = openBells();
  const epochs = rememberEpochs((stream) => epochOf(db, stream));
  const session = started.use(await openSession(sessionConfig(connection), { bells, log, onLost: epochs.forget }));
  started.use(startSweep(db, clock, sweepEveryMs, log));
  return openBus({ db, session, bells, epochs, clock, log }, started.move());
}

function openBus(eventLog: EventLog, opened: AsyncDisposable): Bus {
  const { db, session, epochs, clock, log } = eventLog;
  const append = groupingAppend((stream, messages, epoch) => appendOnce(db, clock, stream, messages, epoch));
  const publish: Bus['publish'] = async (stream, messages, epoch) =>
    messages.length === 0 ? [] : append(stream, messages, epoch);
  const read: Bus['read'] = (stream, options) => readStream(eventLog, stream, options);
  const consumers = { store: postgresConsumerStore(db, session), read, publish, epoch: epochs.of, clock, log };
  const underway = openUnderway();
  return {
    declare: async (streams) => {
      for (const stream of streams) await declareStream(db, stream);
    },
    publish,
    epoch: epochs.of,
    beginAnew: async (stream) => {
      await renameEpoch(db, stream);
      epochs.forget();
    },
    last: (stream, subject) => lastMessage(db, stream, subject),
    newest: (stream) => newestSequence(db, stream),
    oldest: (stream) => oldestSequence(db, stream),
    read: (stream, options) => read(stream, { ...options, signal: underway.until(options.signal) }),
    consume: (stream, options) => underway.add(startConsumer(consumers, stream, singly(options))),
    consumeBatches: (stream, options) => underway.add(startConsumer(consumers, stream, options)),
    retry: (event) => retryEvent(consumers, event),
    remove: (stream, subject, upTo) => removeMessages(db, stream, subject, upTo),
    ping: async () => void (await db.query('select')),
    [Symbol.asyncDispose]: async () => {
      await underway[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    },
  };
}

const deadlines = { connectionTimeoutMillis: 5_000, query_timeout: 20_000, statement_timeout: 15_000, keepAlive: true };

function openPool(connection: pg.ClientConfig, max: number, log: Log): pg.Pool {
  const pool = new pg.Pool({ ...connection, ...deadlines, types: bigintsAsNumbers(), max, idleTimeoutMillis: 0 });
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ error: error.message }, 'bus connection lost');
  });
  return pool;
}

/** Sequences stay far below 2^53. */
function bigintsAsNumbers(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  return types;
}

/** The server notices within a minute that the process behind the locks is gone. */
const sessionConfig = (connection: pg.ClientConfig): pg.ClientConfig => ({
  ...connection,
  ...deadlines,
  options: keepAlives,
});
