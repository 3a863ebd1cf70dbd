import pg from 'pg';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { StartFailure } from '../start-failure.ts';
import type { ConnectionSettings, DatabaseServer } from './database.ts';
import { openDatabase } from './open-database.ts';
import { checkBudget, type Room, roomOn } from './room.ts';

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
 * the budget, or the server, has is an error at start, not under load. What other processes have not taken yet nobody
 * can know, so that a server with too little left is only warned of.
 */
export function postgresServer({ url, prefix = 'constellation_', clock, log }: PostgresServerOptions): DatabaseServer {
  const server = settingsOf(url);
  const reserved = new Map<string, number>();

  const reserve = async (name: string, connections: number): Promise<ConnectionSettings> => {
    const others = [...reserved].filter(([each]) => each !== name);
    const wanted = others.reduce((sum, [, each]) => sum + each, connections);
    const database = `${prefix}${name}`;
    const room = await createDatabase(server, database, (each) => checkBudget(wanted, each));
    const left = room.most - room.taken;
    if (left < connections) log.warn({ database, wants: connections, left }, 'the server has too few connections left');
    reserved.set(name, connections);
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

/** @throws StartFailure when the server does not answer, or does not let us in. */
export async function connectTo(server: ConnectionSettings): Promise<pg.Client> {
  const client = new pg.Client({ ...server, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { host, port, user } = server;
    throw new StartFailure(
      `PostgreSQL at ${host}:${port} does not let ${user} in: ${messageOf(error)}; correct DATABASE_URL, or start the server`,
      { cause: error },
    );
  }
}

/** Where a name has several addresses, each has failed in its own way. */
const messageOf = (error: unknown): string => {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
};

export const settingsOf = (url: string): ConnectionSettings => {
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

/** Makes a database that is missing, if what the server has room for passes a check. */
async function createDatabase(
  server: ConnectionSettings,
  database: string,
  check: (room: Room) => void,
): Promise<Room> {
  const client = await connectTo(server);
  try {
    const room = await roomOn(client);
    check(room);
    await createMissing(client, database);
    return room;
  } finally {
    await client.end();
  }
}

async function createMissing(client: pg.Client, database: string): Promise<void> {
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || ![duplicateDatabase, uniqueViolation].includes(error.code ?? ''))
      throw error;
  }
}
