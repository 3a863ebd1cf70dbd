import type { Bucketing } from './bucketing.ts';

/** What stands in buckets without readings. */
export type Fill = 'NONE' | 'NULL' | 'PREVIOUS' | 'LINEAR';

/** What was measured in a bucket. */
export interface Measurements {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly sum: number | null;
}

/** A bucket and when it begins, in milliseconds. */
export interface Bucket extends Measurements {
  readonly startMs: number;
}

/** Buckets in order, with those between them that nothing was measured in, as asked; `before` is the last value before them. */
export function filled(
  { firstMs, everyMs, count }: Bucketing,
  buckets: readonly Bucket[],
  fill: Fill,
  before: number | null,
): readonly Bucket[] {
  if (fill === 'NONE') return buckets;
  const all: Bucket[] = [];
  const fillUntil = (next: Bucket | undefined) => {
    const previous = all.at(-1);
    const endMs = next?.startMs ?? firstMs + count * everyMs;
    for (let startMs = previous ? previous.startMs + everyMs : firstMs; startMs < endMs; startMs += everyMs)
      all.push({ startMs, ...nothing(valueAt[fill]({ startMs, previous, next, before })) });
  };
  for (const bucket of buckets) {
    fillUntil(bucket);
    all.push(bucket);
  }
  fillUntil(undefined);
  return all;
}

/** A place where nothing was measured, and what was around it. */
interface Gap {
  readonly startMs: number;
  readonly previous: Bucket | undefined;
  readonly next: Bucket | undefined;
  readonly before: number | null;
}

const valueAt: Readonly<Record<Exclude<Fill, 'NONE'>, (gap: Gap) => number | null>> = {
  NULL: () => null,
  PREVIOUS: ({ previous, before }) => (previous ? previous.last : before),
  LINEAR: ({ startMs, previous, next }) => {
    if (previous?.mean == null || next?.mean == null) return null;
    const share = (startMs - previous.startMs) / (next.startMs - previous.startMs);
    return previous.mean * (1 - share) + next.mean * share;
  },
};

const nothing = (value: number | null): Measurements => ({
  count: 0,
  min: value,
  max: value,
  mean: value,
  first: value,
  last: value,
  sum: null,
});
