import { newId } from '@constellation/kit';
import type pg from 'pg';

/** Devices that have measured two things for five days, as often as it takes. */
export interface Measured {
  readonly deviceIds: readonly string[];
  readonly from: Temporal.Instant;
  readonly days: number;
}

const devices = 100;
const days = 5;

/** Fills telemetry's database with readings and all that is kept of them, the last of them of yesterday. */
export async function generateReadings(client: pg.ClientBase, readings: number): Promise<Measured> {
  const deviceIds = Array.from({ length: devices }, newId);
  await client.query(insertDevices, [deviceIds]);
  await client.query(insertSeries, [deviceIds]);
  const { rows } = await client.query<{ midnight: string }>(
    `select to_char(date_trunc('day', now(), 'UTC'), 'YYYY-MM-DD"T"00:00:00"Z"') as midnight`,
  );
  const from = Temporal.Instant.from(rows[0]?.midnight ?? '').subtract({ hours: 24 * days });
  for (let day = 0; day < days; day++) {
    const midnight = from.add({ hours: 24 * day });
    await client.query(partition(midnight));
    await client.query(insertReadings, [String(midnight), Math.round(readings / devices / 2 / days)]);
  }
  for (const statement of [insertMinutes, insertHours, insertDays, insertLastValues]) await client.query(statement);
  for (const table of ['readings', 'minutes', 'hours', 'days', 'last_values'])
    await client.query(`vacuum analyze ${table}`);
  return { deviceIds, from, days };
}

const insertDevices = `
  insert into devices (id, name, silence_seconds, version, created_at)
  select id, 'Bench', 900, 1, now() from unnest($1::uuid[]) as id`;

const insertSeries = `
  insert into series (device_id, metric, kind, writable)
  select id, metric, 'GAUGE', false from unnest($1::uuid[]) as id, unnest(array['temperature', 'humidity']) as metric`;

const partition = (midnight: Temporal.Instant) => {
  const name = `readings_${String(midnight).slice(0, 10).replaceAll('-', '_')}`;
  const bounds = `from ('${String(midnight)}') to ('${String(midnight.add({ hours: 24 }))}')`;
  return `create table if not exists ${name} partition of readings for values ${bounds}`;
};

/** As they come in: all series a little, over and over. */
const insertReadings = `
  insert into readings (series, time, received_at, value)
  select key, time, time + interval '1 second', 20 + 5 * sin(extract(epoch from time) / 14400) + random()
  from generate_series(0, $2::integer - 1) as n,
    lateral (select $1::timestamptz + n * (interval '1 day' / $2::integer) as time) as times, series`;

const insertMinutes = `
  insert into minutes (series, start, count, min, max, sum, total, first, last)
  select series, date_trunc('minute', time, 'UTC') as start, count(*), min(value), max(value), sum(value), sum(value),
    (array_agg(value order by time))[1], (array_agg(value order by time desc))[1]
  from readings group by series, start`;

const coarser = (to: string, from: string, unit: string) => `
  insert into ${to} (series, start, count, min, max, sum, total, first, last)
  select series, date_trunc('${unit}', finer.start, 'UTC') as bucket, sum(count), min(min), max(max), sum(sum), sum(total),
    (array_agg(first order by finer.start))[1], (array_agg(last order by finer.start desc))[1]
  from ${from} as finer group by series, bucket`;

const insertHours = coarser('hours', 'minutes', 'hour');
const insertDays = coarser('days', 'hours', 'day');

const insertLastValues = `
  insert into last_values (series, time, received_at, value)
  select key, time, received_at, value
  from series, lateral (select * from readings where series = key order by time desc limit 1) as newest`;
