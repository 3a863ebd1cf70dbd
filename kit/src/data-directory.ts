import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where below a data directory each server keeps what is its own. */
export const foldersIn = (dataDirectory: string) => ({
  postgres: join(dataDirectory, 'postgres-18'),
  nats: join(dataDirectory, 'nats'),
  redis: join(dataDirectory, 'redis'),
});

/** Who has kept a data directory so far: one process that is the whole graph, many with servers of their own, or nobody. */
export type Keeper = 'NOBODY' | 'ONE_PROCESS' | 'MANY_PROCESSES';

/** Tells by what lies there, whether or not anybody runs. */
export function keeperOf(dataDirectory: string): Keeper {
  const { postgres, nats } = foldersIn(dataDirectory);
  if (existsSync(nats)) return 'MANY_PROCESSES';
  return existsSync(postgres) ? 'ONE_PROCESS' : 'NOBODY';
}
