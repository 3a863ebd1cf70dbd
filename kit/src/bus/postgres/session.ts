import { once } from 'node:events';
import pg from 'pg';
import type { Log } from '../../log.ts';
import { startLoop } from '../../workers/loop.ts';
import type { Bells } from './bells.ts';

/**
 * The bus's lasting connection: it rings the bells at each append, and its locks live as long as it does. When it is
 * cut, others may take its locks at once, it connects anew by itself and rings every bell.
 */
export interface Session extends AsyncDisposable {
  /** Asks for a lock; `won` just now, `held` since an earlier call of the same owner, or `taken` by another. */
  lock(name: string, owner: object): Promise<'won' | 'held' | 'taken'>;
  /** Gives a lock back and rings the stream's bells in all processes, so that one that stands by can take it. */
  unlock(name: string, owner: object, stream: string): Promise<void>;
}

const reconnectMs = 50;

export function openSession(config: pg.ClientConfig, bells: Bells, log: Log): Session {
  const owners = new Map<string, object>();
  let current: pg.Client | undefined;

  const connection = startLoop({
    name: 'bus-session',
    everyMs: reconnectMs,
    log,
    run: async (signal) => {
      const client = new pg.Client(config);
      client.on('error', (error) => log.warn({ error: error.message }, 'bus session lost'));
      client.on('notification', ({ payload }) => bells.ring(payload));
      try {
        await client.connect();
        await client.query('listen messages');
        current = client;
        bells.ring();
        await once(client, 'end', { signal }).catch(() => {});
      } finally {
        current = undefined;
        owners.clear();
        await client.end();
      }
    },
  });

  const lock = async (name: string, owner: object) => {
    const client = current;
    if (owners.has(name) || !client) return owners.get(name) === owner ? 'held' : 'taken';
    owners.set(name, owner);
    const won = await tryLock(client, name).catch((error: unknown) => {
      owners.delete(name);
      throw error;
    });
    if (!won) owners.delete(name);
    return won ? 'won' : 'taken';
  };

  const unlock = async (name: string, owner: object, stream: string) => {
    if (owners.get(name) !== owner) return;
    // A connection that fails here is gone, and the lock with it.
    await current?.query(giveBack, [name, stream]).catch(() => {});
    owners.delete(name);
  };

  return { lock, unlock, [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose]() };
}

const giveBack = "select pg_advisory_unlock(hashtextextended($1, 0)), pg_notify('messages', $2)";

async function tryLock(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select where pg_try_advisory_lock(hashtextextended($1, 0))', [name]);
  return rowCount === 1;
}
