import pg from 'pg';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.ts';
import { newId } from '../identifier.ts';
import { openLog } from '../log.ts';
import { privateDirectory } from './private-directory.ts';

/** A PostgreSQL server of this test's own. */
export interface PrivatePostgres extends AsyncDisposable {
  /** Where it is, with a database that exists. */
  readonly url: string;
}

const stopAtOnce =
  'server=$(cat */data/postmaster.pid | head -n 1); kill -QUIT $server; while kill -0 $server; do sleep 0.1; done';

/** As nobody reads what a power cut leaves; nor do databases live long enough to be tidied up. */
const careless = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' };

/** A graph of many processes takes a hundred under load, and there are several at a time. */
const max_connections = '500';

/** Starts the embedded PostgreSQL on a private directory; it takes no care to survive a power cut. */
export async function startPostgres(): Promise<PrivatePostgres> {
  await using started = new AsyncDisposableStack();
  const directory = started.use(await privateDirectory('postgres', stopAtOnce));
  const log = openLog({ name: 'postgres', level: 'silent' });
  const settings = { ...careless, max_connections };
  const { url } = started.use(await startEmbeddedPostgres({ dataDirectory: directory.path, log, settings }));
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
