import { type EntityManager, rows, sql } from '@constellation/kit';
import { type Bucketing, lengthMs } from '../domain/bucketing.ts';
import type { Bucket } from '../domain/fill.ts';
import { numberBefore } from './fresh-minutes.ts';
import { freshPieces, piecesOfReadings, piecesOfRollups } from './pieces.ts';

/** A bucket with readings, of a series. */
export interface SeriesBucket extends Bucket {
  readonly series: number;
}

/** The buckets of series that have readings, by time; where any minute waits to be rolled up they are as if it did not. */
export function readBuckets(
  em: EntityManager,
  keys: readonly number[],
  { firstMs, everyMs, count, tier }: Bucketing,
  isWaiting: boolean,
): Promise<SeriesBucket[]> {
  const range = { keys, from: at(firstMs), to: at(firstMs + count * everyMs) };
  if (tier === 'readings') return rows(em, sql`with ${piecesOfReadings(range)} ${inBuckets(everyMs)}`);
  if (isWaiting) return rows(em, sql`with ${freshPieces(tier, range)} ${inBuckets(everyMs)}`);
  return rows(
    em,
    sql`with ${piecesOfRollups(tier, range)} ${everyMs === lengthMs[tier] ? asTheyAre : inBuckets(everyMs)}`,
  );
}

/** Not as text, which differs from year 10 000 on. */
const at = (milliseconds: number) => sql`to_timestamp(${milliseconds}::float8 / 1000)`;

const inBuckets = (everyMs: number) => sql<SeriesBucket>`
  select series, date_part('epoch', bucket) * 1000 as "startMs", sum(count)::integer as count,
    min(min) as min, max(max) as max, sum(total) / sum(count) as mean,
    (array_agg(first order by start))[1] as first, (array_agg(last order by start desc))[1] as last, sum(sum) as sum
  from (select *, date_bin(${everyMs} * interval '1 millisecond', start, 'epoch') as bucket from pieces) as binned
  group by series, bucket
  order by series, bucket`;

const asTheyAre = sql<SeriesBucket>`
  select series, date_part('epoch', start) * 1000 as "startMs", count, min, max, total / count as mean, first, last, sum
  from pieces
  order by series, start`;

/** The last number of each series before a moment, in milliseconds. */
export async function numbersBefore(em: EntityManager, keys: readonly number[], ms: number) {
  const found = await rows(
    em,
    sql<{ series: number; number: number | null }>`select key as series, ${numberBefore(sql`key`, at(ms))} as number
      from unnest(${keys}::integer[]) as key`,
  );
  return new Map(found.map(({ series, number }) => [series, number]));
}
