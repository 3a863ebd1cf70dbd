import { expect, test } from 'vitest';
import { bucketing } from './bucketing.ts';

const stretch = (from: string, to: string, every: string) =>
  bucketing({
    from: Temporal.Instant.from(from),
    to: Temporal.Instant.from(to),
    every: Temporal.Duration.from(every),
  });

test('the first bucket has the beginning in it, the last begins before the end', () => {
  const aligned = stretch('2026-03-01T10:00:00Z', '2026-03-01T12:00:00Z', 'PT1H');
  const cut = stretch('2026-03-01T10:59:59.999999999Z', '2026-03-01T12:00:00.000000001Z', 'PT1H');
  const within = stretch('2026-03-01T10:10:00Z', '2026-03-01T10:20:00Z', 'PT1H');

  const first = Temporal.Instant.from('2026-03-01T10:00:00Z').epochMilliseconds;
  expect([aligned, cut, within].map(({ firstMs, count }) => [firstMs, count])).toEqual([
    [first, 2],
    [first, 3],
    [first, 1],
  ]);
});

test.for([
  ['PT1S', 'readings'],
  ['PT59S', 'readings'],
  ['PT90S', 'readings'],
  ['PT1M', 'minutes'],
  ['PT90M', 'minutes'],
  ['PT60M', 'hours'],
  ['PT25H', 'hours'],
  ['PT24H', 'days'],
  ['P366D', 'days'],
] as const)('buckets of %s are put together from %s', ([every, tier]) => {
  expect(stretch('2026-03-01T10:00:00Z', '2026-03-01T10:00:01Z', every).tier).toBe(tier);
});

test('nothing was measured before 1970', () => {
  expect(() => stretch('1969-12-31T23:59:59Z', '1970-01-01T00:00:00Z', 'PT1S')).toThrow('from must not be before 1970');
});

test('ten thousand are the most', () => {
  const [from, to] = ['2026-03-01T00:00:00Z', '2026-03-01T02:46:40Z'];

  expect(stretch(from, to, 'PT1S').count).toBe(10_000);
  expect(() => stretch(from, '2026-03-01T02:46:40.000000001Z', 'PT1S')).toThrow('at most 10000 buckets');
});

test.for(['PT0.999S', 'PT1.0005S', 'P367D', 'P1Y', 'P1M', 'P1W', '-PT1H', 'PT0S'])('%s is no length', (every) => {
  expect(() => stretch('2026-03-01T00:00:00Z', '2026-03-01T02:00:00Z', every)).toThrow('every must be');
});

test.for(['2026-03-01T00:00:00Z', '2026-02-01T00:00:00Z'])('a stretch until %s has no time in it', (to) => {
  expect(() => stretch('2026-03-01T00:00:00Z', to, 'PT1H')).toThrow('to must be after from');
});
