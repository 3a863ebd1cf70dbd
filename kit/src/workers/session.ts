import pg from 'pg';
import type { ConnectionSettings } from '../database/database.ts';
import { keepAlives } from '../database/keep-alives.ts';
import { queriesInTurn, type Query } from '../database/queries-in-turn.ts';
import type { Log } from '../log.ts';

/** What asking for a lock can end in: newly won, held since earlier, or held by another process. */
export type LockOutcome = 'won' | 'held' | 'taken';

/** What asking for locks came to. */
export interface Locks {
  /** In the order of the names. */
  readonly outcomes: readonly LockOutcome[];
  /** Works on the very connection that holds the locks: once they are lost it fails. */
  readonly query: Query;
}

/**
 * One lasting connection and the locks that live as long as it does. When it is cut, all its locks are free for others
 * and the next use connects anew.
 */
export interface Session extends AsyncDisposable {
  /** Asks for locks that it keeps until its connection ends; never waits for them. */
  lock(names: readonly string[]): Promise<Locks>;
}

interface Connection {
  readonly client: pg.Client;
  readonly query: Query;
  readonly held: Set<string>;
}

const defaultDeadlineMs = 15_000;

const tryLocks = `
  select name from unnest($1::text[]) as name where pg_try_advisory_lock(hashtextextended(name, 0))`;

/** Opens a session lazily; `name` is shown in `pg_stat_activity`. */
export function openSession(
  settings: ConnectionSettings,
  name: string,
  log: Log,
  deadlineMs = defaultDeadlineMs,
): Session {
  const deadlines = { connectionTimeoutMillis: deadlineMs, query_timeout: deadlineMs, keepAlive: true };
  let current: Promise<Connection> | undefined;

  const connect = (): Promise<Connection> => {
    const client = new pg.Client({ ...settings, ...deadlines, application_name: name, options: keepAlives });
    const forget = () => {
      if (current === connection) current = undefined;
    };
    const giveUp = () => {
      forget();
      void client.end();
    };
    const open = () => ({ client, query: queriesInTurn(client, giveUp), held: new Set<string>() });
    const connection = client.connect().then(open);
    client.on('error', (error) => log.warn({ error: error.message }, 'session lost'));
    client.on('end', forget);
    connection.catch(forget);
    return connection;
  };

  const lock = async (names: readonly string[]): Promise<Locks> => {
    current ??= connect();
    const { query, held } = await current;
    const free = names.filter((each) => !held.has(each));
    const rows = free.length === 0 ? [] : await query<{ name: string }>(tryLocks, [free]);
    const won = new Set(rows.map((row) => row.name));
    const outcomes = names.map((each) => (held.has(each) ? 'held' : won.has(each) ? 'won' : 'taken'));
    for (const each of won) held.add(each);
    return { outcomes, query };
  };

  const close = async () => {
    const connection = await current?.catch(() => undefined);
    await connection?.client.end();
  };

  return { lock, [Symbol.asyncDispose]: close };
}
