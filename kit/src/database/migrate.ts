import type { MikroORM } from '@mikro-orm/postgresql';
import type { Clock } from '../clock.ts';
import { type EntityManager, sql } from './query.ts';

/** Serialises set-up among processes that start at the same time; one number for all of a database. */
const setUpLock = 7_001;

/** Brings the schema up to date and sets the clock, one process at a time; a migration takes as long as it takes. */
export async function migrate(orm: MikroORM, clock: Clock): Promise<void> {
  await orm.em.fork().transactional(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx.getKysely());
    await sql`select pg_advisory_xact_lock(${setUpLock})`.execute(tx.getKysely());
    const transaction = tx.getTransactionContext<object>();
    await orm.migrator.up({ ...(transaction && { transaction }) });
    await defineClockInstant(tx, clock);
  });
}

/** Moves the database's clock; transactions that begin afterwards see the new time. */
export async function moveClock(orm: MikroORM, clock: Clock): Promise<void> {
  await orm.em.fork().transactional(async (tx) => {
    await sql`select pg_advisory_xact_lock(${setUpLock})`.execute(tx.getKysely());
    await defineClockInstant(tx, clock);
  });
}

/** The function is replaced rather than reading its offset from a table: PostgreSQL inlines it, so it costs nothing. */
const defineClockInstant = (tx: EntityManager, { offsetMs }: Clock) =>
  sql`
    create or replace function clock_instant() returns timestamptz language sql volatile
    as $$ select clock_timestamp() + interval '${sql.raw(String(Math.trunc(offsetMs)))} milliseconds' $$
  `.execute(tx.getKysely());
