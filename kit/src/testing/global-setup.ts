import type { TestProject } from 'vitest/node';
import { MissingProgram } from '../servers/program.ts';
import { memoryFolder } from './memory-folder.ts';
import { startNats } from './nats-server.ts';
import { startPostgres } from './postgres-for-tests.ts';
import { startRedis } from './redis-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server to make databases on. */
    postgresUrl: string;
    /** Missing where the machine has no nats-server. */
    natsUrl: string | undefined;
    /** Missing where the machine has no redis-server. */
    redisUrl: string | undefined;
  }
}

/**
 * Starts the servers that all test files share and hands out their URLs by `inject`; returns how to stop them. Unless
 * `TMPDIR` says otherwise, what tests keep in files is kept in memory, where there is room.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = process.env['TMPDIR'] ?? (await memoryFolder());
  if (folder !== undefined) process.env['TMPDIR'] = folder;
  await using started = new AsyncDisposableStack();
  const postgres = started.use(await startPostgres());
  const nats = started.use(await ifPresent(startNats));
  const redis = started.use(await ifPresent(startRedis));
  provide('postgresUrl', postgres.url);
  provide('natsUrl', nats?.url);
  provide('redisUrl', redis?.url);
  const running = started.move();
  return () => running.disposeAsync();
}

async function ifPresent<Server>(start: () => Promise<Server>): Promise<Server | undefined> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof MissingProgram)) throw error;
    return undefined;
  }
}
