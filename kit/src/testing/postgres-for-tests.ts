import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.ts';
import { newId } from '../identifier.ts';

/** A PostgreSQL server of this test's own. */
export interface PrivatePostgres extends AsyncDisposable {
  /** Where it is, with a database that exists. */
  readonly url: string;
}

/** Starts the embedded PostgreSQL on a directory that is removed at the end; it takes no care to survive a power cut. */
export async function startPostgres(): Promise<PrivatePostgres> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'constellation-postgres-'));
  await using started = new AsyncDisposableStack();
  started.defer(() => rm(dataDirectory, { recursive: true, force: true }));
  const settings = { fsync: 'off', max_connections: '200' };
  const { url } = started.use(await startEmbeddedPostgres({ dataDirectory, log: pino({ level: 'silent' }), settings }));
  const running = started.move();
  return { url, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Makes an empty database on a server and returns its URL. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const database = `test_${newId().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${client.escapeIdentifier(database)}`);
  await client.end();
  return new URL(`/${database}`, serverUrl).href;
}
