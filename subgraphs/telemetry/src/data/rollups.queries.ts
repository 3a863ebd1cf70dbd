import { type EntityManager, firstRow, sql } from '@constellation/kit';
import type { Batch } from './dirty-minutes.queries.ts';
import { freshMinutes, rollupColumns } from './fresh-minutes.ts';

/** Whether nobody else rolls up until this transaction ends: of two, the one that read earlier might write later. */
export async function isAlone(tx: EntityManager): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql<{ isAlone: boolean }>`select pg_try_advisory_xact_lock(hashtextextended('rollups', 0)) as "isAlone"`,
  );
  return row?.isAlone === true;
}

/** Buckets of series, by their beginnings. */
export interface Touched {
  readonly series: readonly number[];
  readonly starts: readonly string[];
}

/**
 * Takes batches from the queue and computes their minutes anew; answers the hours that they are in. One statement takes and
 * reads, so that it sees every reading whose minute it takes.
 */
export async function takeMinutes(tx: EntityManager, batches: readonly Batch[]): Promise<Touched> {
  const row = await firstRow(
    tx,
    sql<Touched>`
      with taken as (
        delete from dirty_minutes where id = any(${batches.map(({ id }) => id)}::bigint[]) returning series, minutes
      ), dirty as (
        select distinct each.series, minute from taken cross join lateral unnest(series, minutes) as each (series, minute)
      ), ${freshMinutes}, written as (
        insert into minutes (${rollupColumns}) select ${rollupColumns} from fresh order by series, start
        ${replacing}
        returning series, date_trunc('hour', start, 'UTC') as hour
      )
      select coalesce(array_agg(series), '{}') as series, coalesce(array_agg(hour::text), '{}') as starts
      from (select distinct series, hour from written) as hours`,
  );
  if (!row) throw new Error('Nothing was answered');
  return row;
}

/** Computes hours anew from their minutes; answers the days that they are in. */
export const rollUpHours = (tx: EntityManager, touched: Touched): Promise<Touched> =>
  rollUp(tx, touched, { from: 'minutes', to: 'hours', unit: 'hour' });

/** Computes days (UTC) anew from their hours. */
export const rollUpDays = async (tx: EntityManager, touched: Touched): Promise<void> =>
  void (await rollUp(tx, touched, { from: 'hours', to: 'days', unit: 'day' }));

interface Step {
  readonly from: 'minutes' | 'hours';
  readonly to: 'hours' | 'days';
  readonly unit: 'hour' | 'day';
}

/** Computes buckets anew from finer ones; answers the days that they are in. */
async function rollUp(tx: EntityManager, { series, starts }: Touched, { from, to, unit }: Step) {
  const source = sql.table(from);
  const row = await firstRow(
    tx,
    sql<Touched>`
      with written as (
        insert into ${sql.table(to)} (${rollupColumns})
        select touched.series, touched.start, sum(count), min(min), max(max), sum(sum), sum(total),
          (array_agg(first order by source.start))[1], (array_agg(last order by source.start desc))[1]
        from unnest(${series}::integer[], ${starts}::timestamptz[]) as touched (series, start)
          join ${source} as source on source.series = touched.series
            and source.start >= touched.start and source.start < touched.start + ${`1 ${unit}`}::interval
        group by touched.series, touched.start
        ${replacing}
        returning series, date_trunc('day', start, 'UTC') as day
      )
      select coalesce(array_agg(series), '{}') as series, coalesce(array_agg(day::text), '{}') as starts
      from (select distinct series, day from written) as days`,
  );
  if (!row) throw new Error('Nothing was answered');
  return row;
}

const replacing = sql`on conflict (series, start) do update set count = excluded.count, min = excluded.min,
  max = excluded.max, sum = excluded.sum, total = excluded.total, first = excluded.first, last = excluded.last`;

/** Whether a rollup failed by what the readings are, such as those whose sum is no number, so that it will fail again. */
export const isOfReadings = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^22...$/.test(String(error.code));
