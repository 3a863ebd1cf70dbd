import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../servers/free-port.ts';
import { startLoop } from '../../workers/loop.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { lockData } from './data-lock.ts';
import { stopLeftOver } from './left-over.ts';
import { answers, hasEnded, launch, type LaunchOptions, logFile, stop, urlOf } from './postgres-process.ts';

/** A PostgreSQL 18 of this process's own. */
export interface EmbeddedPostgres extends AsyncDisposable {
  readonly url: string;
}

const startAttempts = 5;

/**
 * Starts PostgreSQL on `dataDirectory`, which it makes when missing; stops one that a killed process left behind. Until
 * it is disposed, a server that ends is started again in the same place.
 */
export async function startEmbeddedPostgres(options: LaunchOptions): Promise<EmbeddedPostgres> {
  await using started = new AsyncDisposableStack();
  started.use(await lockData(options.dataDirectory));
  const cluster = await openCluster(options.dataDirectory);
  const { port, server } = await startOnFreePort(cluster, options);
  started.use(keepRunning(server, cluster, port, options));
  const running = started.move();
  return { url: urlOf(cluster, port), [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function startOnFreePort(cluster: Cluster, options: LaunchOptions) {
  for (let attempt = 1; ; attempt++) {
    await stopLeftOver(cluster.directory);
    const port = await freePort();
    const server = await launch(cluster, port, options);
    if (await answers(server, urlOf(cluster, port))) return { port, server };
    if (attempt === startAttempts) throw doesNotStart(options);
    options.log.warn({ port }, 'PostgreSQL ended while starting; trying another port');
  }
}

const doesNotStart = ({ dataDirectory }: LaunchOptions) =>
  new Error(`PostgreSQL does not start; see ${logFile(dataDirectory)}`);

/**
 * Starts the server again whenever it ends. Sessions that outlive a killed server keep its memory for a moment, so a
 * start may take several attempts.
 */
function keepRunning(first: ChildProcess, cluster: Cluster, port: number, options: LaunchOptions): AsyncDisposable {
  const { log } = options;
  let server = first;

  const startAgain = async (signal: AbortSignal) => {
    await stopLeftOver(cluster.directory);
    server = await launch(cluster, port, options);
    if (!(await answers(server, urlOf(cluster, port), signal))) throw doesNotStart(options);
    log.info({ port }, 'PostgreSQL runs again');
  };

  const loop = startLoop({
    name: 'embedded-postgres',
    everyMs: 0,
    log,
    run: async (signal) => {
      if (hasEnded(server)) await startAgain(signal);
      if (!hasEnded(server)) await once(server, 'exit', { signal });
      const { exitCode, signalCode } = server;
      log.error({ exitCode, signal: signalCode }, 'PostgreSQL ended unexpectedly; starting it again');
      return true;
    },
  });

  return {
    [Symbol.asyncDispose]: async () => {
      await loop[Symbol.asyncDispose]();
      await stop(server);
    },
  };
}
