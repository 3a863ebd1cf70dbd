import {
  type DatabaseServer,
  embedded,
  type EntityManager,
  type Log,
  openMetrics,
  postgresServer,
  type Subgraph,
  systemClock,
} from '@constellation/kit';
import { insistOnOneProcess, notedServers } from '../distributed/servers-file.ts';
import type { readEnvironment } from './env.ts';

/** The database of a subgraph, up to date. */
export interface OpenDatabase extends AsyncDisposable {
  fork(): EntityManager;
}

/**
 * Opens it where it is: on a server, or in a folder that nothing else has running.
 * @throws StartFailure when it cannot be had, with what to do.
 */
export async function openDatabase(
  subgraph: Subgraph,
  env: ReturnType<typeof readEnvironment>,
  log: Log,
): Promise<OpenDatabase> {
  await using opened = new AsyncDisposableStack();
  const server = await openServer(opened, env, log);
  const { fork } = opened.use(await server.open({ ...subgraph, poolSize: 2 }));
  const running = opened.move();
  return { fork, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function openServer(
  opened: AsyncDisposableStack,
  { DATABASE_URL, DATA_DIR: dataDirectory, CONSTELLATION_DATABASE_PREFIX: prefix }: ReturnType<typeof readEnvironment>,
  log: Log,
): Promise<DatabaseServer> {
  const url = DATABASE_URL ?? (await notedServers(dataDirectory))?.databaseUrl;
  if (url !== undefined) {
    return opened.use(postgresServer({ url, ...(prefix !== undefined && { prefix }), clock: systemClock, log }));
  }
  insistOnOneProcess(dataDirectory);
  return opened.use(await embedded({ dataDirectory, log, metrics: openMetrics() })).database;
}
