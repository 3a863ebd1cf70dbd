import { type RawBuilder, sql } from '@constellation/kit';
import type { Tier } from '../domain/bucketing.ts';
import { added, freshMinutes, numberBefore, numberInSql, rollupColumns } from './fresh-minutes.ts';

type Rollup = Exclude<Tier, 'readings'>;
type Moment = RawBuilder<unknown>;

/** What series are put together from, between two moments. */
export interface Range {
  readonly keys: readonly number[];
  readonly from: Moment;
  readonly to: Moment;
}

/** The common table expression `pieces` of readings, each as if it were a rollup. */
export const piecesOfReadings = ({ keys, from, to }: Range) => sql`
  pieces as (
    select series, time as start, 1 as count, number as min, number as max, number as total, number as first,
      number as last, ${added} as sum
    from (
      select asked.series, kind, time, number, case when kind = 'COUNTER'
        then coalesce(lag(number) over (partition by asked.series order by time),
          ${numberBefore(sql`asked.series`, from)}) end as before
      from (select key as series, kind from series where key = any(${keys}::integer[])) as asked
        cross join lateral (
          select time, ${numberInSql} as number from readings
          where readings.series = asked.series and time >= ${from} and time < ${to}) as numbers
    ) as ordered
  )`;

/** The finer tiers, each with the one that it stands in for. */
const finer = {
  days: [
    ['hours', 'days'],
    ['minutes', 'hours'],
  ],
  hours: [['minutes', 'hours']],
  minutes: [],
} as const;
const unitOf = { days: 'day', hours: 'hour', minutes: 'minute' } as const;

/** The common table expression `pieces` of rollups of a tier, as they are. */
export const piecesOfRollups = (tier: Rollup, { keys, from, to }: Range) => sql`
  pieces as (
    select ${rollupColumns} from ${sql.table(tier)}
    where series = any(${keys}::integer[]) and start >= ${from} and start < ${to}
  )`;

/** The same; in the place of each that is out of date the finer ones within it, and at last readings. */
export const freshPieces = (tier: Rollup, { keys, from, to }: Range) => sql`
  dirty as materialized (
    select distinct each.series, minute
    from dirty_minutes cross join lateral unnest(series, minutes) as each (series, minute)
    where each.series = any(${keys}::integer[]) and minute < ${to}
  ), ${freshMinutes}, pieces as (
    select ${rollupColumns} from ${sql.table(tier)} as rolled
    where series = any(${keys}::integer[]) and start >= ${from} and start < ${to} and ${isFresh(tier)}
    ${sql.join(
      finer[tier].map(([each, coarser]) => within(each, coarser, from, to)),
      sql` `,
    )}
    union all
    select ${rollupColumns} from fresh where start >= ${from} and start < ${to}
  )`;

/** Not a join: one would be planned without knowing how much waits. */
const isFresh = (tier: Rollup) => sql`(rolled.series, rolled.start) not in (
  select series, date_trunc(${sql.lit(unitOf[tier])}, minute, 'UTC') from touched)`;

/** Those of a tier that are up to date, in the buckets of a coarser one that are not. */
const within = (tier: 'hours' | 'minutes', coarser: 'days' | 'hours', from: Moment, to: Moment) => sql`
  union all
  select rolled.series, rolled.start, count, min, max, sum, total, first, last
  from (select distinct touched.series, date_trunc(${sql.lit(unitOf[coarser])}, minute, 'UTC') as start from touched
      where minute >= ${from} and minute < ${to}) as stale
    join ${sql.table(tier)} as rolled on rolled.series = stale.series
      and rolled.start >= stale.start and rolled.start < stale.start + ${sql.lit(`1 ${unitOf[coarser]}`)}::interval
  where ${isFresh(tier)}`;
