import type { EventSubscriber } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, QueryResultRow } from 'pg';
import { type Clock, MovableClock } from '../clock.ts';
import type { Log } from '../log.ts';
import { openSession } from '../workers/session.ts';
import type { ConnectionSettings, Database, DatabaseDefinition } from './database.ts';
import { kitMigrations } from './kit-migrations.ts';
import { migrate, moveClock } from './migrate.ts';
import { PreparingClient } from './preparing-client.ts';

/** Every statement ends within this time; a lock that is not won by then is an outage, not a wait without end. */
const statementTimeoutMs = 15_000;
const idleTransactionMs = 10_000;

/** Who gets no connection by then, as the pool is exhausted or the server silent, is told so. */
const connectionTimeoutMs = 15_000;

/** Who looks after the database is told this soon that it does not answer. */
const probeTimeoutMs = 1_000;

/** Opens one database: schema up to date, clock set, pool ready. */
export async function openDatabase(
  definition: DatabaseDefinition & { readonly poolSize: number },
  connection: ConnectionSettings,
  clock: Clock,
  log: Log,
): Promise<Database> {
  await using opened = new AsyncDisposableStack();
  const listeners = new Set<() => void>();
  const orm = opened.adopt(await createOrm(definition, connection, listeners, log), (each) => each.close());
  if (clock instanceof MovableClock) opened.use(clock.follow(() => moveClock(orm, clock)));
  await migrate(orm, clock);
  const pool: Pool = await orm.em.getConnection().getNativeClient();
  const probe = opened.use(openSession(connection, `constellation-${definition.name}-probe`, log, probeTimeoutMs));
  const observe = async <Row extends QueryResultRow>(statement: string) => {
    const { query } = await probe.lock([]);
    return query<Row>(statement, []);
  };
  const running = opened.move();

  return {
    name: definition.name,
    connection,
    fork: () => orm.em.fork(),
    onCommit: (listener) => {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    pool: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    observe,
    ping: async () => void (await observe('select')),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function createOrm(
  { entities, migrations, poolSize, name }: DatabaseDefinition & { readonly poolSize: number },
  { host, port, user, password, database }: ConnectionSettings,
  listeners: ReadonlySet<() => void>,
  log: Log,
) {
  return MikroORM.init({
    host,
    port,
    user,
    ...(password && { password }),
    dbName: database,
    entities: [...entities],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: [...kitMigrations, ...migrations], snapshot: false, disableForeignKeys: false },
    pool: { min: 0, max: poolSize },
    driverOptions: {
      statement_timeout: statementTimeoutMs,
      // A process that is paused in the middle keeps its locks no longer than that.
      idle_in_transaction_session_timeout: idleTransactionMs,
      connectionTimeoutMillis: connectionTimeoutMs,
      application_name: `constellation-${name}`,
      keepAlive: true,
      Client: PreparingClient,
    },
    subscribers: [announceCommits(listeners)],
    logger: (message) => log.debug({ database: name }, message),
  });
}

/** Listeners hear of every commit, as whether it appended to the outbox is cheaper to look up than to track. */
const announceCommits = (listeners: ReadonlySet<() => void>): EventSubscriber => ({
  afterTransactionCommit: ({ transaction }: { readonly transaction?: { readonly savepointName?: string } }) => {
    if (transaction?.savepointName) return;
    for (const listener of listeners) listener();
  },
});
