import type { MikroORM } from '@mikro-orm/postgresql';
import { type Clock, MovableClock } from '../clock.ts';
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

/** Moves the database's clock: statements that begin afterwards see the new time, whenever their transaction began. */
export async function moveClock(orm: MikroORM, clock: Clock): Promise<void> {
  await orm.em.fork().transactional(async (tx) => {
    await sql`select pg_advisory_xact_lock(${setUpLock})`.execute(tx.getKysely());
    await keepOffset(tx, clock);
  });
}

/** PostgreSQL inlines the function, so that it costs nothing, unless there are tests that move the clock. */
async function defineClockInstant(tx: EntityManager, clock: Clock): Promise<void> {
  const isMovable = clock instanceof MovableClock;
  if (isMovable) await keepOffset(tx, clock);
  const offset = sql.raw(isMovable ? `+ (select milliseconds from clock_offset) * interval '1 millisecond'` : '');
  await sql`
    create or replace function clock_instant() returns timestamptz language sql volatile
    as $$ select clock_timestamp() ${offset} $$
  `.execute(tx.getKysely());
}

async function keepOffset(tx: EntityManager, { offsetMs }: Clock): Promise<void> {
  await sql`create table if not exists clock_offset (milliseconds bigint not null)`.execute(tx.getKysely());
  await sql`delete from clock_offset`.execute(tx.getKysely());
  await sql`insert into clock_offset values (${Math.trunc(offsetMs)})`.execute(tx.getKysely());
}
