import { expect, test } from 'vitest';
import { bucketing } from './bucketing.ts';
import { type Bucket, type Fill, filled } from './fill.ts';

const hours = bucketing({
  from: Temporal.Instant.from('1970-01-01T00:00:00Z'),
  to: Temporal.Instant.from('1970-01-01T06:00:00Z'),
  every: Temporal.Duration.from('PT1H'),
});

const bucket = (hour: number, mean: number): Bucket => ({
  startMs: hour * 3_600_000,
  count: 2,
  min: mean - 1,
  max: mean + 1,
  mean,
  first: mean - 1,
  last: mean + 1,
  sum: 2 * mean,
});

const found = [bucket(1, 10), bucket(4, 40)];
const shown = (fill: Fill, before: number | null = null, buckets: readonly Bucket[] = found) =>
  filled(hours, buckets, fill, before).map(({ startMs, count, mean }) => [startMs / 3_600_000, count, mean]);

test('buckets without readings are left out', () => {
  expect(shown('NONE')).toEqual([
    [1, 2, 10],
    [4, 2, 40],
  ]);
});

test.for([
  ['NULL', [null, 10, null, null, 40, null]],
  ['PREVIOUS', [7, 10, 11, 11, 40, 41]],
  ['LINEAR', [null, 10, 20, 30, 40, null]],
] as const)('%s fills every bucket without readings', ([fill, means]) => {
  expect(shown(fill, 7)).toEqual(means.map((mean, hour) => [hour, hour === 1 || hour === 4 ? 2 : 0, mean]));
});

test('where nothing was ever measured there is nothing to go on with', () => {
  expect(shown('PREVIOUS', null, [])).toEqual([0, 1, 2, 3, 4, 5].map((hour) => [hour, 0, null]));
  expect(shown('LINEAR', 7, [])).toEqual([0, 1, 2, 3, 4, 5].map((hour) => [hour, 0, null]));
});
