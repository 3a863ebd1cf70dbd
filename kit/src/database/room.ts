import type { Client } from 'pg';
import { StartFailure } from '../start-failure.ts';

/** Connections that all databases of one process may take on one server, if the server has as many. */
export const connectionBudget = 80;

/** What a server has for everybody but its operators, and how many of these connections somebody has by now. */
export interface Room {
  readonly most: number;
  readonly taken: number;
}

const question = `select
  current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
    - coalesce(current_setting('reserved_connections', true), '0')::integer as most,
  (select sum(numbackends) from pg_stat_database)::integer - 1 as taken`;

/** Asks on a connection that will be gone afterwards. */
export async function roomOn(client: Client): Promise<Room> {
  const { rows } = await client.query<Room>(question);
  return rows[0] ?? { most: 0, taken: 0 };
}

/** @throws when a process wants more connections than it may take, or more than the server will ever have. */
export function checkBudget(wanted: number, { most }: Room): void {
  if (wanted > connectionBudget) throw new Error(`${wanted} database connections are more than ${connectionBudget}`);
  if (wanted <= most) return;
  throw new StartFailure(
    `This process may take ${wanted} database connections, and the server has ${most}; raise its max_connections`,
  );
}
