import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../log.ts';
import { binary } from './binaries.ts';
import { type Cluster, clusterUser, openCluster } from './cluster.ts';
import { lockData } from './data-lock.ts';
import { freePort } from './free-port.ts';
import { stopLeftOver } from './left-over.ts';
import { spawnUnprivileged } from './unprivileged.ts';

/** A PostgreSQL 18 of this process's own. */
export interface EmbeddedPostgres extends AsyncDisposable {
  readonly url: string;
}

export interface EmbeddedPostgresOptions {
  readonly dataDirectory: string;
  readonly log: Log;
  /** Settings added to the command line, such as `{ fsync: 'off' }` for data that need not last. */
  readonly settings?: Readonly<Record<string, string>>;
}

const startAttempts = 5;
const patienceMs = 30_000;

/** Starts PostgreSQL on `dataDirectory`, which it makes when missing; stops one that a killed process left behind. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await using started = new AsyncDisposableStack();
  started.use(await lockData(options.dataDirectory));
  const cluster = await openCluster(options.dataDirectory);
  const { url, server } = await startOnFreePort(cluster, options);
  started.defer(() => stop(server));
  const running = started.move();
  return { url, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function startOnFreePort(cluster: Cluster, options: EmbeddedPostgresOptions) {
  for (let attempt = 1; ; attempt++) {
    await stopLeftOver(cluster.directory);
    const port = await freePort();
    const server = await launch(cluster, port, options);
    const url = `postgres://${clusterUser}:${cluster.password}@127.0.0.1:${port}/postgres`;
    if (await answers(server, url)) return { url, server };
    if (attempt === startAttempts) throw new Error(`PostgreSQL does not start; see ${logFile(options.dataDirectory)}`);
    options.log.warn({ port }, 'PostgreSQL ended while starting; trying another port');
  }
}

const logFile = (dataDirectory: string) => join(dataDirectory, 'postgres.log');

/** In a process group of its own, so that a terminal's Ctrl-C reaches it only through our shutdown. */
async function launch(cluster: Cluster, port: number, { dataDirectory, settings }: EmbeddedPostgresOptions) {
  await using output = await open(logFile(dataDirectory), 'a');
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', jit: 'off', ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawnUnprivileged(
    binary('postgres'),
    ['-D', cluster.directory, '-p', String(port), ...flags],
    cluster.directory,
    { detached: true, stdio: ['ignore', output.fd, output.fd] },
  );
}

async function answers(server: ChildProcess, url: string): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (server.exitCode === null && server.signalCode === null) {
    if (await accepts(url)) return true;
    if (performance.now() > deadline) await stop(server);
    await delay(20);
  }
  return false;
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Ends sessions and writes everything out; insists after a while. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  const insist = setTimeout(() => server.kill('SIGQUIT'), patienceMs);
  await ended;
  clearTimeout(insist);
}
