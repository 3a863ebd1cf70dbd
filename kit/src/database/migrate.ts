import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from './query.ts';

/** Serialises set-up among processes that start at the same time; one number for all of a database. */
const setUpLock = 7_001;

/** Brings the schema up to date and sets the clock, one process at a time. */
export async function migrate(orm: MikroORM, clockOffsetMs: number): Promise<void> {
  await orm.em.fork().transactional(async (tx) => {
    await sql`select pg_advisory_xact_lock(${setUpLock})`.execute(tx.getKysely());
    const transaction = tx.getTransactionContext();
    await orm.migrator.up({ ...(transaction && { transaction }) });
    await sql.raw(clockInstant(clockOffsetMs)).execute(tx.getKysely());
  });
}

/** Moves the database's clock; statements that begin afterwards see the new time. */
export async function setClockOffset(orm: MikroORM, offsetMs: number): Promise<void> {
  await orm.em.fork().transactional(async (tx) => {
    await sql`select pg_advisory_xact_lock(${setUpLock})`.execute(tx.getKysely());
    await sql.raw(clockInstant(offsetMs)).execute(tx.getKysely());
  });
}

/** The function is replaced rather than reading its offset from a table: PostgreSQL inlines it, so it costs nothing. */
const clockInstant = (offsetMs: number) => `
  create or replace function clock_instant() returns timestamptz language sql volatile
  as $$ select clock_timestamp() + interval '${Math.trunc(offsetMs)} milliseconds' $$`;
