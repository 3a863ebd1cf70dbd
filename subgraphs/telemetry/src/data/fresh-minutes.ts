import { type RawBuilder, sql } from '@constellation/kit';

/** What a row of `readings` counts as: nulls for texts and states. */
export const numberInSql = sql<number | null>`coalesce(value, flag::integer)`;

/** What a `number` adds to its bucket, by the `kind` of its series and the number `before` it. */
export const added = sql<number | null>`case
  when kind <> 'COUNTER' then number when before is null then 0 when number < before then number
  else number - before end`;

/**
 * The last number of a series before a moment; where readings are no longer kept, their rollups stand for them, whatever
 * reading of before there still is.
 */
export const numberBefore = (key: RawBuilder<unknown>, moment: RawBuilder<unknown>) => sql<number | null>`coalesce(
  (select ${numberInSql} from readings where readings.series = ${key} and time < ${moment}
    and time >= (select coalesce(dropped_before, '-infinity') from readings_kept) order by time desc limit 1),
  ${lastIn('minutes', key, sql`${moment} - interval '1 minute'`)}, ${lastIn('hours', key, sql`${moment} - interval '1 hour'`)})`;

const lastIn = (tier: 'minutes' | 'hours', key: RawBuilder<unknown>, latest: RawBuilder<unknown>) =>
  sql`(select last from ${sql.table(tier)} as rolled
    where rolled.series = ${key} and start <= ${latest} order by start desc limit 1)`;

/** What rollups of any length are made of. */
export const rollupColumns = sql`series, start, count, min, max, sum, total, first, last`;

/**
 * Of rows `dirty (series, minute)` the common table expressions `touched (series, minute, kind)`, those and what changes
 * with them, and `fresh`, how rollups of them have to be by the readings there are. By how much a counter grew until its
 * first reading of a minute depends on the one before, so that a late one touches the minute of the next.
 */
export const freshMinutes = sql`
  touched as (
    select dirty.series, minute, kind from dirty join series on key = dirty.series
    union
    select dirty.series, date_trunc('minute', next.time, 'UTC'), kind
    from dirty join series on key = dirty.series and kind = 'COUNTER'
      cross join lateral (
        select time from readings
        where readings.series = dirty.series and time >= minute + interval '1 minute' order by time limit 1) as next
  ), fresh as (
    select touched.series, minute as start, rolled.*
    from touched cross join lateral (
      select count(*)::integer as count, min(number) as min, max(number) as max, sum(${added}) as sum,
        sum(number) as total, (array_agg(number order by time))[1] as first,
        (array_agg(number order by time))[count(*)] as last
      from (
        select time, number, case when kind = 'COUNTER'
          then coalesce(lag(number) over (order by time), ${numberBefore(sql`touched.series`, sql`minute`)}) end as before
        from (
          select time, ${numberInSql} as number from readings
          where readings.series = touched.series and time >= minute and time < minute + interval '1 minute'
        ) as numbers
      ) as ordered
      having count(*) > 0
    ) as rolled
  )`;
