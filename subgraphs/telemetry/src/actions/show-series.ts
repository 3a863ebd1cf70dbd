import { Refusal, type Scope } from '@constellation/kit';
import { numbersBefore, readBuckets } from '../data/buckets.queries.ts';
import { type DeviceMetric, type RolledSeries, rolledSeries } from '../data/rolled-series.queries.ts';
import type { Bucketing } from '../domain/bucketing.ts';
import { type Bucket, type Fill, filled, type Measurements } from '../domain/fill.ts';

/** How a metric of a device was, as somebody asks for it. */
export interface AskedSeries extends DeviceMetric {
  readonly bucketing: Bucketing;
  readonly fill: Fill;
}

/** How a metric was over time. */
export interface ShownSeries {
  readonly metric: string;
  readonly unit: string | null;
  readonly buckets: readonly ShownBucket[];
  readonly completeUntil: Temporal.Instant;
}

/** One stretch of it. */
export interface ShownBucket extends Measurements {
  readonly start: string;
}

/**
 * How metrics were, in the order in which they are asked for; all that are asked for in the same buckets cost one statement.
 * In the place of one that its device never measured stands a refusal, BAD_USER_INPUT.
 */
export async function showSeries(
  { em }: Pick<Scope, 'em'>,
  asked: readonly AskedSeries[],
): Promise<(ShownSeries | Refusal)[]> {
  const known = new Map((await rolledSeries(em, asked)).map((series) => [nameOf(series), series]));
  const shown = new Map<AskedSeries, ShownSeries>();
  for (const alike of Map.groupBy(asked, ({ bucketing, fill }) => JSON.stringify([bucketing, fill])).values())
    for (const each of await showAlike({ em }, alike, known)) shown.set(...each);
  return asked.map((each) => shown.get(each) ?? unknownMetric());
}

/** Of those that are asked for in the same buckets. */
async function showAlike(
  { em }: Pick<Scope, 'em'>,
  asked: readonly AskedSeries[],
  known: ReadonlyMap<string, RolledSeries>,
): Promise<(readonly [AskedSeries, ShownSeries])[]> {
  const found = asked.flatMap((each) => {
    const series = known.get(nameOf(each));
    return series ? [{ each, series }] : [];
  });
  const [first] = asked;
  if (!first || found.length === 0) return [];
  const { bucketing, fill } = first;
  const keys = [...new Set(found.map(({ series: { key } }) => key))];
  const isWaiting = found.some(({ series }) => series.isWaiting);
  const buckets = Map.groupBy(await readBuckets(em, keys, bucketing, isWaiting), ({ series }) => series);
  const before = fill === 'PREVIOUS' ? await numbersBefore(em, keys, bucketing.firstMs) : undefined;
  const shownBucket = shownBucketsOf(bucketing);
  return found.map(({ each, series: { key, metric, unit, completeUntil } }) => {
    const whole = filled(bucketing, buckets.get(key) ?? [], fill, before?.get(key) ?? null);
    return [each, { metric, unit, completeUntil, buckets: whole.map(shownBucket) }];
  });
}

const nameOf = ({ deviceId, metric }: DeviceMetric) => `${deviceId} ${metric}`;

/** The beginnings are the same for every series, and take longer to write than all the rest. */
function shownBucketsOf({ firstMs, everyMs }: Bucketing): (bucket: Bucket) => ShownBucket {
  const starts: string[] = [];
  return ({ startMs, count, min, max, mean, first, last, sum }) => {
    const start = (starts[(startMs - firstMs) / everyMs] ??= new Date(startMs).toISOString().replace('.000Z', 'Z'));
    return { start, count, min, max, mean, first, last, sum };
  };
}

const unknownMetric = () => new Refusal('BAD_USER_INPUT', 'The device has no such metric', { path: ['metric'] });
