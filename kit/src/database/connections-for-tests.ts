import pg from 'pg';
import type { ConnectionSettings } from './database.ts';

/** Ends all connections of one name to a database, as an administrator would, and returns how many there were. */
export const cutConnections = (settings: ConnectionSettings, name: string): Promise<number> =>
  count(settings, 'select pg_terminate_backend(pid, 5000) from pg_stat_activity', name);

/** How many connections of one name a database has. */
export const countConnections = (settings: ConnectionSettings, name: string): Promise<number> =>
  count(settings, 'select from pg_stat_activity', name);

async function count(settings: ConnectionSettings, selection: string, name: string): Promise<number> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    const { rowCount } = await client.query(`${selection} where datname = $1 and application_name = $2`, [
      settings.database,
      name,
    ]);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}
