import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../log.ts';
import { binary } from './binaries.ts';
import { type Cluster, clusterUser } from './cluster.ts';
import { spawnUnprivileged } from './unprivileged.ts';

/** How a server is started on a cluster. */
export interface LaunchOptions {
  readonly dataDirectory: string;
  readonly log: Log;
  /** Settings added to the command line, such as `{ fsync: 'off' }` for data that need not last. */
  readonly settings?: Readonly<Record<string, string>>;
}

const patienceMs = 30_000;

/** Where a server writes what it has to say. */
export const logFile = (dataDirectory: string): string => join(dataDirectory, 'postgres.log');

/** Where a cluster's server is reached. */
export const urlOf = ({ password }: Cluster, port: number): string =>
  `postgres://${clusterUser}:${password}@127.0.0.1:${port}/postgres`;

/** In a process group of its own, so that a terminal's Ctrl-C reaches it only through our shutdown. */
export async function launch(cluster: Cluster, port: number, options: LaunchOptions): Promise<ChildProcess> {
  const { dataDirectory, log, settings } = options;
  await using output = await open(logFile(dataDirectory), 'a');
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', jit: 'off', ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawnUnprivileged(
    binary('postgres'),
    ['-D', cluster.directory, '-p', String(port), ...flags],
    cluster.directory,
    { detached: true, stdio: ['ignore', output.fd, output.fd] },
  );
  return server.on('error', (error) => log.error({ err: error }, 'PostgreSQL cannot be run'));
}

/** Whether a program that was started runs no longer. */
export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Waits until the server takes connections; false when it ended first or the signal aborted. */
export async function answers(server: ChildProcess, url: string, signal?: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!hasEnded(server)) {
    if (signal?.aborted) return false;
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
export async function stop(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  const insist = setTimeout(() => server.kill('SIGQUIT'), patienceMs);
  await ended;
  clearTimeout(insist);
}
