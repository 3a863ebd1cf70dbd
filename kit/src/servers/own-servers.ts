import { mkdir } from 'node:fs/promises';
import { foldersIn } from '../data-directory.ts';
import { lockData } from '../database/embedded/data-lock.ts';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.ts';
import type { Log } from '../log.ts';
import { freePort } from './free-port.ts';
import { insistOnPrograms } from './insist-on-programs.ts';
import { insistOnServers } from './insist-on-servers.ts';
import { keepRunning } from './keep-running.ts';
import { lastWill } from './last-will.ts';
import { natsServer } from './nats.ts';
import { redisServer } from './redis.ts';
import type { KnownServers, ServerUrls } from './server-urls.ts';

export interface OwnServersOptions {
  /** The others are started. */
  readonly known: KnownServers;
  /** What started servers keep lies below it. */
  readonly dataDirectory: string;
  /** How many connections all processes together may open to PostgreSQL. */
  readonly connections: number;
  readonly log: Log;
}

/**
 * The servers that many processes share: those that are known, and of the others one each on this machine, PostgreSQL
 * from the npm registry, NATS and Redis as the machine has them. They end with this process, however that ends.
 * @throws StartFailure that says what to install, or which variable to set or correct.
 */
export async function startOwnServers(options: OwnServersOptions): Promise<ServerUrls & AsyncDisposable> {
  const { known } = options;
  insistOnPrograms(known);
  await insistOnServers(known);
  await using started = new AsyncDisposableStack();
  const databaseUrl = known.databaseUrl ?? (await startPostgres(started, options));
  const natsUrl = known.natsUrl ?? (await startNats(started, options));
  const redisUrl = known.redisUrl ?? (await startRedis(started, options));
  const running = started.move();
  return { databaseUrl, natsUrl, redisUrl, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** It leads a process group of its own and waits for nobody; an orderly end leaves no such file. */
const endPostgres = 'for file in "$1"/*/data/postmaster.pid; do kill -INT "$(head -n 1 "$file")"; done';

/** Nobody else's folder has a will of ours: it is made when the server runs, and heard after the server has stopped. */
async function startPostgres(started: AsyncDisposableStack, { dataDirectory, connections, log }: OwnServersOptions) {
  const settings = { max_connections: String(Math.max(100, connections + 20)) };
  const postgres = await startEmbeddedPostgres({ dataDirectory, log, settings });
  started.use(lastWill(endPostgres, dataDirectory));
  return started.use(postgres).url;
}

async function startNats(started: AsyncDisposableStack, { dataDirectory, log }: OwnServersOptions) {
  const { nats: directory } = foldersIn(dataDirectory);
  started.use(await lockData(directory));
  const port = await freePort();
  started.use(await keepRunning({ ...natsServer(port, directory), endBy: 'TERM' }, log));
  return `nats://127.0.0.1:${port}`;
}

async function startRedis(started: AsyncDisposableStack, { dataDirectory, log }: OwnServersOptions) {
  const { redis: directory } = foldersIn(dataDirectory);
  await mkdir(directory, { recursive: true });
  const port = await freePort();
  started.use(await keepRunning({ ...redisServer(port, directory), endBy: 'TERM' }, log));
  return `redis://127.0.0.1:${port}`;
}
