import { type Database, type EntityManager, firstRow, rows, sql } from '@constellation/kit';

/** Minutes of series that wait together to be rolled up anew. */
export interface Batch {
  /** Digits. */
  readonly id: string;
  readonly minutes: number;
}

/** The batches that have waited the longest, so many that they have no more than this, the last one included. */
export const oldestBatches = (
  tx: EntityManager,
  most: { readonly batches: number; readonly minutes: number },
): Promise<Batch[]> =>
  rows(
    tx,
    sql<Batch>`
      select id, minutes from (
        select id::text, size as minutes, sum(size) over (order by id) - size as before
        from (select id, cardinality(series) as size from dirty_minutes order by id limit ${most.batches}) as oldest
      ) as counted
      where before < ${most.minutes}`,
  );

/** Puts two batches, each of half of the minutes, in the place of one, behind all others. */
export const halve = (tx: EntityManager, { id }: Batch) =>
  rows(
    tx,
    sql`with whole as (
        delete from dirty_minutes where id = ${id}::bigint returning series, minutes, noted_at, cardinality(series) / 2 as half
      )
      insert into dirty_minutes (series, minutes, noted_at)
      select series[:half], minutes[:half], noted_at from whole
      union all
      select series[half + 1:], minutes[half + 1:], noted_at from whole`,
  );

/** Takes a batch of one minute from the queue and leaves the rollups as they are; answers which it is. */
export const giveUp = (tx: EntityManager, { id }: Batch) =>
  firstRow(
    tx,
    sql<{ series: number; minute: string }>`delete from dirty_minutes where id = ${id}::bigint
      returning series[1] as series, minutes[1]::text as minute`,
  );

/** Whether anything of before a day (UTC) still waits to be rolled up. */
export async function isAnyDirtyBefore(em: EntityManager, date: Temporal.PlainDate): Promise<boolean> {
  const found = await rows(
    em,
    sql`select from dirty_minutes cross join lateral unnest(minutes) as minute
      where minute < ${`${date.toString()}T00:00:00Z`}::timestamptz limit 1`,
  );
  return found.length > 0;
}

/** What waits to be rolled up. */
interface Queue {
  /** Up to 10 000. */
  readonly batches: number;
  /** Since the first of them was noted; 0 where none waits. */
  readonly seconds: number;
}

/** How much waits to be rolled up, observed. */
export async function measuredQueue(observe: Database['observe']): Promise<Queue> {
  const [queue] = await observe<{ batches: number; seconds: number }>(`
    select
      (select count(*)::integer from (select from dirty_minutes limit 10000) as counted) as batches,
      coalesce(extract(epoch from clock_instant() - (select noted_at from dirty_minutes order by id limit 1)), 0)::float8
        as seconds`);
  return queue ?? { batches: 0, seconds: 0 };
}
