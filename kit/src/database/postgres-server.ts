import pg from 'pg';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ConnectionSettings, DatabaseServer } from './database.ts';
import { openDatabase } from './open-database.ts';

/** Connections that all databases of one process may take on one server. */
export const connectionBudget = 80;

/** A database's session for locks and the connection that observes it. */
const besidesPool = 2;

export interface PostgresServerOptions {
  /** The server, with a database that exists, such as `postgres://user:password@host:5432/postgres`. */
  readonly url: string;
  /** Put before each database's name, so that several systems can share a server. */
  readonly prefix?: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A PostgreSQL server that is already running. Databases are made when missing; asking for more connections than
 * the budget is an error at start, not under load.
 */
export function postgresServer({ url, prefix = 'constellation_', clock, log }: PostgresServerOptions): DatabaseServer {
  const server = settingsOf(url);
  const reserved = new Map<string, number>();

  const reserve = async (name: string, connections: number): Promise<ConnectionSettings> => {
    const others = [...reserved].filter(([each]) => each !== name);
    const wanted = others.reduce((sum, [, each]) => sum + each, connections);
    if (wanted > connectionBudget) throw new Error(`${wanted} database connections are more than ${connectionBudget}`);
    reserved.set(name, connections);
    const database = `${prefix}${name}`;
    await createDatabase(server, database);
    return { ...server, database };
  };

  return {
    reserve,
    open: async (definition) => {
      const poolSize = definition.poolSize ?? 10;
      const connection = await reserve(definition.name, poolSize + besidesPool);
      return openDatabase({ ...definition, poolSize }, connection, clock, log);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

const settingsOf = (url: string): ConnectionSettings => {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname || 'localhost',
    port: Number(port || 5432),
    user: decodeURIComponent(username) || 'postgres',
    ...(password && { password: decodeURIComponent(password) }),
    database: pathname.slice(1) || 'postgres',
  };
};

const duplicateDatabase = '42P04';
const uniqueViolation = '23505';

async function createDatabase(server: ConnectionSettings, database: string): Promise<void> {
  const client = new pg.Client({ ...server, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || ![duplicateDatabase, uniqueViolation].includes(error.code ?? ''))
      throw error;
  } finally {
    await client.end();
  }
}
