import { type EntityManager, firstRow, isId, parseInstant, rows, sql } from '@constellation/kit';
import type { Taken } from '../domain/point.ts';
import type { Kept } from '../domain/retention.ts';
import type { Series } from './series.queries.ts';

/**
 * Notes that devices in use are heard of, and locks them for whoever else writes their readings, in one order for all; gives
 * the versions of what was last told of them. Ids that name none are passed over.
 */
export async function noteTraffic(tx: EntityManager, deviceIds: readonly string[]): Promise<Map<string, number>> {
  const seen = await rows(
    tx,
    sql<{ id: string; version: number }>`
      insert into device_traffic as known (device_id, last_seen_at)
      select id, (select clock_instant()) from devices
      where id = any(${deviceIds.filter(isId)}::uuid[]) and decommissioned_at is null order by id
      on conflict (device_id) do update set last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
      returning device_id as id, version`,
  );
  return new Map(seen.map(({ id, version }) => [id, version]));
}

/** A series whose readings are taken, and where its device stands. */
export interface OpenSeries extends Pick<Series, 'key' | 'deviceId' | 'metric' | 'kind' | 'min' | 'max'> {
  readonly venueId: string | null;
}

/** The series of devices, the deciding instant, and which readings are kept. */
export interface Opened extends Kept {
  readonly series: readonly OpenSeries[];
  /** RFC 3339, as PostgreSQL says it. */
  readonly at: string;
}

/** Every series of devices whose traffic was noted. */
export async function openSeries(tx: EntityManager, deviceIds: readonly string[]): Promise<Opened> {
  const found = await rows(
    tx,
    sql<
      OpenSeries & { at: string; keptDays: number; droppedBefore: string | null }
    >`select (select clock_instant()) as at,
        (select days from readings_kept) as "keptDays", (select dropped_before from readings_kept) as "droppedBefore",
        key, device_id as "deviceId", metric, kind, min, max, venue_id as "venueId"
      from series join devices on devices.id = device_id
      where device_id = any(${deviceIds}::uuid[]) and removed_at is null`,
  );
  const { at = '', keptDays = 0, droppedBefore = null } = found[0] ?? {};
  return { series: found, at, keptDays, droppedBefore: droppedBefore === null ? null : parseInstant(droppedBefore) };
}

/** A point that is taken, and the series it belongs to. */
export interface FinePoint extends Taken {
  readonly open: OpenSeries;
}

/**
 * Stores readings of devices whose traffic was noted, given in the order of series and time, with the newest of each series;
 * what is there already stays, and of two of the same time the first counts. Answers those that were not there.
 */
export async function writeReadings(
  tx: EntityManager,
  ordered: readonly FinePoint[],
  receivedAt: string,
): Promise<readonly FinePoint[]> {
  const written = await firstRow(
    tx,
    sql<{ count: number }>`
      with written as (
        insert into readings (series, time, received_at, value, text, flag)
        select series, time, ${receivedAt}::timestamptz, value, text, flag from ${table(ordered)}
        on conflict do nothing
        returning series
      ), latest as (
        insert into last_values as known (series, time, received_at, value, text, flag)
        select series, time, ${receivedAt}::timestamptz, value, text, flag from ${table(newestOfSeries(ordered))}
        on conflict (series) do update set time = excluded.time, received_at = excluded.received_at,
          value = excluded.value, text = excluded.text, flag = excluded.flag
        where known.time < excluded.time
      )
      select count(*)::integer as count from written`,
  );
  if (written?.count === ordered.length) return ordered;
  return written?.count === 0 ? [] : writtenAt(tx, ordered, receivedAt);
}

/** Those of the points that were written just now: while their devices are locked nobody else has written at this instant. */
async function writtenAt(
  tx: EntityManager,
  ordered: readonly FinePoint[],
  receivedAt: string,
): Promise<readonly FinePoint[]> {
  const written = await rows(
    tx,
    sql<{ series: number; time: number }>`
      select readings.series, (extract(epoch from readings.time) * 1000000)::float8 as time
      from ${table(ordered)} join readings using (series, time) where received_at = ${receivedAt}`,
  );
  const fresh = new Set(written.map(({ series, time }) => `${series} ${time}`));
  // Of two of the same time the second is not found any more.
  return ordered.filter(({ open, time }) => fresh.delete(`${open.key} ${time}`));
}

/** Of points in the order of series and time the first of each series' last time. */
function newestOfSeries(ordered: readonly FinePoint[]): FinePoint[] {
  const newest: FinePoint[] = [];
  for (const point of ordered) {
    const known = newest.at(-1);
    if (known?.open !== point.open) newest.push(point);
    else if (known.time < point.time) newest[newest.length - 1] = point;
  }
  return newest;
}

/** Points as a table. */
function table(points: readonly FinePoint[]) {
  const texts = points.map(({ text }) => text);
  return sql`(select series, timestamptz 'epoch' + time * interval '1 microsecond' as time, value, text, flag from unnest(
    ${arrayOf(points, ({ open }) => open.key)}::integer[], ${arrayOf(points, ({ time }) => time)}::bigint[],
    ${arrayOf(points, ({ value }) => value)}::float8[], ${texts.some((text) => text !== null) ? texts : '{}'}::text[],
    ${arrayOf(points, ({ flag }) => flag)}::boolean[]
  ) as point (series, time, value, text, flag)) as points`;
}

/** A PostgreSQL array as text, which takes a fraction of the time that one value after another does. */
const arrayOf = (points: readonly FinePoint[], value: (point: FinePoint) => number | boolean | null): string =>
  `{${points.map((point) => value(point) ?? 'NULL').join()}}`;

/** Notes the minutes of points, given in the order of series and time, to be rolled up anew: SQL to be a part of a statement. */
export function dirtyMinutes(ordered: readonly FinePoint[]) {
  const series: number[] = [];
  const minutes: number[] = [];
  for (const { open, time } of ordered) {
    const minute = time - (time % minuteMicroseconds);
    if (series.at(-1) === open.key && minutes.at(-1) === minute) continue;
    series.push(open.key);
    minutes.push(minute);
  }
  return sql`insert into dirty_minutes (series, minutes, noted_at)
    select ${`{${series.join()}}`}::integer[], array_agg(timestamptz 'epoch' + minute * interval '1 microsecond' order by place),
      clock_instant()
    from unnest(${`{${minutes.join()}}`}::bigint[]) with ordinality as touched (minute, place)`;
}

const minuteMicroseconds = 60_000_000;
