import { type EntityManager, rows, sql } from '@constellation/kit';
import { readRetention } from './retention.queries.ts';

const partitionOf = (date: Temporal.PlainDate) => `readings_${date.toString().replaceAll('-', '_')}`;
const startOf = (date: Temporal.PlainDate) => `${date.toString()}T00:00:00Z`;

/**
 * Makes the partitions of these days (UTC), which may be there; one process at a time does. Where readings were dropped none is
 * made: whoever was about to write there has to judge anew. They are attached, as a partition that is created in its place
 * waits for every writer, and all wait for it.
 */
export async function openPartitions(tx: EntityManager, dates: readonly Temporal.PlainDate[]): Promise<void> {
  await lockPartitions(tx);
  const known = new Set((await partitionsBefore(tx)).map(String));
  const { droppedBefore } = await readRetention(tx);
  const isDropped = (date: Temporal.PlainDate) =>
    droppedBefore !== null && Temporal.Instant.compare(startOf(date), droppedBefore) < 0;
  for (const date of dates.filter((each) => !known.has(String(each)) && !isDropped(each))) {
    const partition = sql.table(partitionOf(date));
    const [from, to] = [startOf(date), startOf(date.add({ days: 1 }))];
    await rows(tx, sql`create table ${partition} (like readings including all)`);
    await rows(
      tx,
      sql`alter table readings attach partition ${partition} for values from (${sql.lit(from)}) to (${sql.lit(to)})`,
    );
  }
}

/** The days that there are partitions for, in order; only those before `date`, if it is given. */
export async function partitionsBefore(em: EntityManager, date?: Temporal.PlainDate): Promise<Temporal.PlainDate[]> {
  const found = await rows(
    em,
    sql<{ day: string }>`select day::text as day
      from pg_inherits join pg_class on pg_class.oid = inhrelid,
        lateral to_date(relname, '"readings_"YYYY_MM_DD') as day
      where inhparent = 'readings'::regclass and day < ${date?.toString() ?? 'infinity'}::date
      order by day`,
  );
  return found.map(({ day }) => Temporal.PlainDate.from(day));
}

const lockPartitions = (tx: EntityManager) =>
  rows(tx, sql`select pg_advisory_xact_lock(hashtextextended('partitions of readings', 0))`);

/** How long writers wait at most for a day that is dropped. */
const patience = '200ms';

/** Drops the readings of a day, and notes it for good; answers false when its table is too busy, which leaves it as it was. */
export async function dropPartition(em: EntityManager, date: Temporal.PlainDate): Promise<boolean> {
  try {
    await em.transactional(async (tx) => {
      await rows(tx, sql`set local lock_timeout = ${sql.lit(patience)}`);
      await lockPartitions(tx);
      await rows(tx, sql`drop table if exists ${sql.table(partitionOf(date))}`);
      const end = startOf(date.add({ days: 1 }));
      await rows(tx, sql`update readings_kept set dropped_before = greatest(dropped_before, ${end}::timestamptz)`);
    });
    return true;
  } catch (error) {
    if (codeOf(error) === lockNotAvailable) return false;
    throw error;
  }
}

/** Whether something failed as there is no partition for a reading; nothing else about readings is checked. */
export const isDayMissing = (error: unknown): boolean =>
  codeOf(error) === checkViolation && error instanceof Error && 'table' in error && error.table === 'readings';

const lockNotAvailable = '55P03';
const checkViolation = '23514';

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
