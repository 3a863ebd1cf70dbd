import { once } from 'node:events';
import pg from 'pg';
import { queriesInTurn, type Query } from '../../database/queries-in-turn.ts';
import { within } from '../../deadline.ts';
import type { Log } from '../../log.ts';
import { startLoop } from '../../workers/loop.ts';
import type { Claim } from '../consumer/consumer-store.ts';
import type { Bells } from './bells.ts';

/**
 * The bus's lasting connection: it rings the bells at each append, and its locks live as long as it does. When it is
 * cut, others may take its locks at once; it connects anew by itself and rings every bell.
 */
export interface Session extends AsyncDisposable {
  /** Takes a lock that nobody holds; undefined when somebody does, in this process or another. */
  lock(name: string): Promise<Claim | undefined>;
}

/** What aborts when a lock is lost, by the lock's name. */
type Locks = Map<string, AbortController>;

const reconnectMs = 50;
const patienceMs = 10_000;

export interface SessionOptions {
  readonly bells: Bells;
  readonly log: Log;
  /** Called whenever the connection is gone. */
  onLost(): void;
}

/** Resolves when it is connected. */
export async function openSession(config: pg.ClientConfig, { bells, log, onLost }: SessionOptions): Promise<Session> {
  const locks: Locks = new Map();
  const connected = Promise.withResolvers<void>();
  let current: Query | undefined;

  const liveOneConnection = async (signal: AbortSignal) => {
    const client = new pg.Client(config);
    client.on('error', (error) => log.warn({ error: error.message }, 'bus session lost'));
    client.on('notification', ({ payload }) => bells.ring(payload));
    try {
      await client.connect();
      await client.query('listen messages');
      current = queriesInTurn(client);
      connected.resolve();
      bells.ring();
      await once(client, 'end', { signal }).catch(() => {});
    } finally {
      current = undefined;
      onLost();
      for (const lost of locks.values()) lost.abort();
      locks.clear();
      await client.end();
    }
  };

  await using started = new AsyncDisposableStack();
  started.use(startLoop({ name: 'bus-session', everyMs: reconnectMs, log, run: liveOneConnection }));
  await within(patienceMs, () => connected.promise);
  const running = started.move();
  return {
    lock: async (name) => current && takeLock(current, locks, name),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function takeLock(query: Query, locks: Locks, name: string): Promise<Claim | undefined> {
  if (locks.has(name)) return undefined;
  const lost = new AbortController();
  locks.set(name, lost);
  const forget = () => {
    if (locks.get(name) === lost) locks.delete(name);
  };
  const won = await ask(query, 'pg_try_advisory_lock', name).catch(() => false);
  if (!won) forget();
  const giveBack = async () => {
    // A connection that fails here is gone, and the lock with it.
    if (!lost.signal.aborted) await ask(query, 'pg_advisory_unlock', name).catch(() => {});
    forget();
  };
  return won ? { lost: lost.signal, [Symbol.asyncDispose]: giveBack } : undefined;
}

type LockFunction = 'pg_try_advisory_lock' | 'pg_advisory_unlock';

async function ask(query: Query, lockFunction: LockFunction, name: string): Promise<boolean> {
  const rows = await query(`select where ${lockFunction}(hashtextextended($1, 0))`, [name]);
  return rows.length === 1;
}
