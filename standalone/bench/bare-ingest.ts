import type pg from 'pg';

/** A point as the benchmark makes it up: devices and metrics by number. */
export interface BarePoint {
  readonly device: number;
  readonly metric: number;
  readonly message: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly value: number;
}

/** Tables like those of the house, with nothing around them. */
export async function openBareTables(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table bare_readings (like readings including all) partition by range (time);
    create table bare_last (like last_values including all) with (fillfactor = 50)`);
  const { rows } = await pool.query<{ day: string; range: string }>(
    `select relname as day, pg_get_expr(relpartbound, oid) as range from pg_class
      where relispartition and relkind = 'r' and oid in (select inhrelid from pg_inherits where inhparent = 'readings'::regclass)`,
  );
  for (const { day, range } of rows) await pool.query(`create table bare_${day} partition of bare_readings ${range}`);
}

const batch = 1_000;

const statement = `
  with written as (
    insert into bare_readings (series, time, received_at, value)
    select series, time, now(), value from unnest($1::integer[], $2::timestamptz[], $3::float8[]) as given (series, time, value)
    on conflict do nothing returning series, time, received_at, value
  )
  insert into bare_last as known (series, time, received_at, value)
  select distinct on (series) series, time, received_at, value from written order by series, time desc
  on conflict (series) do update set time = excluded.time, received_at = excluded.received_at, value = excluded.value
  where known.time < excluded.time`;

/** Stores points by the thousand, a transaction each, with the last of each series; answers how many milliseconds it took. */
export async function storeBare(pool: pg.Pool, points: readonly BarePoint[], metrics: number): Promise<number> {
  const begun = performance.now();
  for (let from = 0; from < points.length; from += batch) {
    const some = points.slice(from, from + batch);
    await pool.query({
      name: 'bare',
      text: statement,
      values: [
        some.map(({ device, metric }) => device * metrics + metric),
        some.map(({ time }) => new Date(time).toISOString()),
        some.map(({ value }) => value),
      ],
    });
  }
  return performance.now() - begun;
}
