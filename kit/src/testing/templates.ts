import pg from 'pg';
import { newId } from '../identifier.ts';

/** What databases are copied from: one on a server for each name, made when it is asked for first. */
export interface Template {
  readonly name: string;
  /** Does to an empty database what its copies are to have behind them, and leaves it without a connection. */
  make(url: string): Promise<void>;
}

/** Serialises the making of templates among the processes that run tests. */
const makingLock = 7_003;

/** Makes a database that is missing as a copy of a template, on the server that the URL names. */
export async function copyTemplate(serverUrl: string, database: string, { name, make }: Template): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const template = `template_${name}`;
    const there = await those(client, [database, template]);
    if (there.has(database)) return;
    if (!there.has(template)) await makeTemplate(client, serverUrl, template, make);
    await client
      .query(`create database ${client.escapeIdentifier(database)} template ${template} strategy file_copy`)
      .catch(unless(duplicates));
  });
}

/** Removes those databases whose names begin so, but for any that somebody is still connected to. */
export const dropDatabases = (serverUrl: string, prefix: string): Promise<void> =>
  onServer(serverUrl, async (client) => {
    const left = `select datname as name from pg_database as it where starts_with(datname, $1)
      and not exists (select from pg_stat_activity where datid = it.oid)`;
    const { rows } = await client.query<{ name: string }>(left, [prefix]);
    for (const { name } of rows)
      await client.query(`drop database ${client.escapeIdentifier(name)}`).catch(unless(inUse));
  });

/** Who is killed in the middle leaves a draft, which nobody copies. */
async function makeTemplate(client: pg.Client, serverUrl: string, template: string, make: Template['make']) {
  await client.query('select pg_advisory_lock($1)', [makingLock]);
  if ((await those(client, [template])).has(template)) return;
  const draft = `draft_${newId().replaceAll('-', '')}`;
  await client.query(`create database ${draft}`);
  await make(new URL(`/${draft}`, serverUrl).href);
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function those(client: pg.Client, names: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where datname = any ($1)',
    [names],
  );
  return new Set(rows.map(({ name }) => name));
}

/** Somebody else may have made it, or come to use it, at the same time. */
const duplicates = ['42P04', '23505'];
const inUse = ['55006'];

const unless = (codes: readonly string[]) => (error: unknown) => {
  if (!(error instanceof pg.DatabaseError) || !codes.includes(error.code ?? '')) throw error;
};

async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
