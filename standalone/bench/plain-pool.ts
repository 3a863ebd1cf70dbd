import type { Platform } from '@constellation/kit';
import pg from 'pg';

/** Connections to a subgraph's database for plain SQL. */
export async function plainPool(
  platform: Platform,
  connections: number,
  subgraph = 'booking',
): Promise<pg.Pool & AsyncDisposable> {
  const settings = await platform.database.reserve('bench', connections);
  const pool = new pg.Pool({ ...settings, database: `constellation_${subgraph}`, max: connections });
  // A pool has ended before its connections have: the server may still be the first to hang up.
  pool.on('error', () => {});
  return Object.assign(pool, { [Symbol.asyncDispose]: () => pool.end() });
}
