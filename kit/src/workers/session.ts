import pg from 'pg';
import type { ConnectionSettings } from '../database/database.ts';
import type { Log } from '../log.ts';

/** What asking for a lock can end in: newly won, held since earlier, or held by another process. */
export type LockOutcome = 'won' | 'held' | 'taken';

/**
 * One lasting connection and the locks that live as long as it does. When it is cut, all its locks are free for others
 * and the next use connects anew.
 */
export interface Session extends AsyncDisposable {
  /** Asks for locks that it keeps until it ends; never waits. */
  lock(names: readonly string[]): Promise<LockOutcome[]>;
  /** Runs a query, after those asked for before, on the very connection that holds the locks: without them it cannot succeed. */
  query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]>;
}

const deadlineMs = 15_000;

const tryLocks = `
  select name from unnest($1::text[]) as name where pg_try_advisory_lock(hashtextextended(name, 0))`;

/** Opens a session lazily; `name` is shown in `pg_stat_activity`. */
export function openSession(settings: ConnectionSettings, name: string, log: Log): Session {
  const held = new Set<string>();
  let connecting: Promise<pg.Client> | undefined;

  const forget = (client: pg.Client) => {
    held.clear();
    connecting = undefined;
    client.removeAllListeners('end');
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      ...settings,
      application_name: name,
      connectionTimeoutMillis: deadlineMs,
      query_timeout: deadlineMs,
      keepAlive: true,
    });
    client.on('error', (error) => log.warn({ error: error.message }, 'session lost'));
    client.on('end', () => forget(client));
    await client.connect();
    return client;
  };

  const client = () => {
    connecting ??= connect().catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  };

  let queue: Promise<unknown> = Promise.resolve();

  const query = <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> => {
    const run = async () => (await (await client()).query<Row>(text, [...values])).rows;
    const result = queue.then(run);
    queue = result.catch(() => {});
    return result;
  };

  const lock = async (names: readonly string[]): Promise<LockOutcome[]> => {
    const free = names.filter((each) => !held.has(each));
    const won = free.length === 0 ? [] : await query<{ name: string }>(tryLocks, [free]);
    const outcomes = names.map((each) => (held.has(each) ? 'held' : won.some((row) => row.name === each) ? 'won' : 'taken'));
    for (const row of won) held.add(row.name);
    return outcomes;
  };

  return {
    lock,
    query,
    [Symbol.asyncDispose]: async () => {
      const open = await connecting?.catch(() => undefined);
      if (open) forget(open);
      await open?.end();
    },
  };
}
