import { administrator, randomFrom } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { dropDays } from '../actions/drop-days.ts';
import { ingestPoints } from '../actions/ingest-points.ts';
import { rollUp } from '../actions/roll-up.ts';
import { metricKinds } from '../domain/capability.ts';
import { openDevice } from '../testing/devices.ts';
import { drawPoints, inBatches, metricOf, openOfEveryKind, samplesOf } from '../testing/draw-points.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { reckon } from '../testing/oracle.ts';
import { rollUpAll } from '../testing/rollups.ts';

const telemetry = await openTelemetry('embedded', { workers: [] });
const { scope, platform, subgraph } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

const query = `query ($id: ID!, $metric: String!, $from: DateTime!, $to: DateTime!, $every: Duration!, $fill: Fill!) {
  device(id: $id) { series(metric: $metric, from: $from, to: $to, every: $every, fill: $fill) {
    metric unit completeUntil buckets { start count min max mean first last sum }
  } }
}`;

const number = z.number().nullable();
const series = z.object({
  metric: z.string(),
  unit: z.string().nullable(),
  completeUntil: z.string(),
  buckets: z.array(
    z.object({
      ...{ start: z.string(), count: z.int(), min: number, max: number },
      ...{ mean: number, first: number, last: number, sum: number },
    }),
  ),
});

const ask = (variables: object) =>
  subgraph.execute(
    { query, variables: { metric: 'temperature', fill: 'NONE', ...variables } },
    { principal: administrator },
  );

async function seriesOf(variables: object) {
  const { data, errors } = await ask(variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return z.object({ device: z.object({ series }) }).parse(data).device.series;
}

const lengths = {
  ...{ PT1S: 1_000, 'PT7.5S': 7_500, PT1M: 60_000, PT7M: 420_000, PT1H: 3_600_000, PT90M: 5_400_000 },
  ...{ PT5H: 18_000_000, P1D: 86_400_000, P3D: 259_200_000 },
};

test.for([11, 12, 13, 14])(
  'buckets of any length are what the readings come to, however many of them are rolled up (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const id = await openOfEveryKind(telemetry);
    const now = platform.clock.now().round('minute');
    const batches = inBatches(random, drawPoints(random, id, now));

    for (const points of batches) {
      await ingestPoints(scope(), { points });
      if (random.below(3) === 0) await rollUp(scope());
    }

    for (const kind of metricKinds)
      for (const [every, everyMs] of Object.entries(lengths)) {
        const from = now.subtract({ seconds: everyMs < 60_000 ? 600 + random.below(600) : random.below(400_000) });
        const to = now.add({ seconds: random.below(600) });
        const { buckets } = await seriesOf({ id, metric: metricOf(kind), from: String(from), to: String(to), every });

        const samples = samplesOf(batches.flat(), metricOf(kind));
        const expected = [...reckon(samples, kind, everyMs)].filter(
          ([start]) => start + everyMs > from.epochMilliseconds && start < to.epochMilliseconds,
        );
        expect(
          buckets.map(({ start, ...measured }) => [Temporal.Instant.from(start).epochMilliseconds, measured]),
          `${kind} by ${every}`,
        ).toEqual(expected.toSorted(([one], [other]) => one - other));
      }
  },
);

test('it is complete until the first minute that waits to be rolled up, else until the minute under way', async () => {
  const id = await openDevice(telemetry);
  const now = platform.clock.now();
  const minute = now.round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const asked = { id, from: String(minute), to: String(minute.add({ minutes: 1 })), every: 'PT1M' };
  const points = [3, 7].map((minutes) => ({
    ...{ deviceId: id, metric: 'temperature', value: 20 },
    time: minute.subtract({ minutes }),
  }));

  await ingestPoints(scope(), { points });
  const before = await seriesOf(asked);
  await rollUpAll(telemetry);
  const after = await seriesOf(asked);

  expect(before.completeUntil).toBe(String(minute.subtract({ minutes: 7 })));
  expect(Temporal.Instant.compare(after.completeUntil, minute)).toBeGreaterThanOrEqual(0);
  expect(Temporal.Instant.from(after.completeUntil).epochMilliseconds % 60_000).toBe(0);
});

test('the last value before goes on through buckets without readings, even from before the first', async () => {
  const id = await openDevice(telemetry);
  const hour = platform.clock.now().round({ smallestUnit: 'hour', roundingMode: 'floor' }).subtract({ hours: 6 });
  const points = [
    { minutes: -300, value: 1 },
    { minutes: 65, value: 5 },
    { minutes: 70, value: 3 },
  ].map(({ minutes, value }) => ({ deviceId: id, metric: 'temperature', value, time: hour.add({ minutes }) }));
  await ingestPoints(scope(), { points });
  await rollUpAll(telemetry);
  const asked = { id, from: String(hour), to: String(hour.add({ hours: 4 })), every: 'PT1H' };
  const shown = async (fill: string) =>
    (await seriesOf({ ...asked, fill })).buckets.map(({ count, mean, last, sum }) => [count, mean, last, sum]);

  expect(await shown('PREVIOUS')).toEqual([
    [0, 1, 1, null],
    [2, 4, 3, 8],
    [0, 3, 3, null],
    [0, 3, 3, null],
  ]);
  expect(await shown('NONE')).toEqual([[2, 4, 3, 8]]);
});

test('what was said last goes on, too, whether it is rolled up or not', async () => {
  const id = await openOfEveryKind(telemetry);
  const hour = platform.clock.now().round({ smallestUnit: 'hour', roundingMode: 'floor' });
  const flag = (hours: number, isOn: boolean) =>
    ingestPoints(scope(), {
      points: [{ deviceId: id, metric: 'boolean', time: hour.subtract({ hours }), flag: isOn }],
    });
  await flag(5, false);
  await rollUpAll(telemetry);
  await flag(4, true);

  const { buckets } = await seriesOf({
    ...{ id, metric: 'boolean', every: 'PT1H', fill: 'PREVIOUS' },
    ...{ from: String(hour.subtract({ hours: 2 })), to: String(hour) },
  });

  expect(buckets.map(({ count, last }) => [count, last])).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

test('a bucket may end after the last year that can be asked for', async () => {
  const id = await openDevice(telemetry);

  const { buckets } = await seriesOf({
    ...{ id, every: 'P366D', fill: 'NULL' },
    ...{ from: '9999-12-01T00:00:00Z', to: '9999-12-31T23:59:59Z' },
  });

  expect(buckets).toMatchObject([{ count: 0, mean: null }]);
});

test('where readings are no longer kept, their rollups go on', async () => {
  const id = await openDevice(telemetry);
  const hour = platform.clock.now().round({ smallestUnit: 'hour', roundingMode: 'floor' }).subtract({ hours: 48 });
  const points = [
    { minutes: 10, value: 1 },
    { minutes: 20, value: 2 },
    { minutes: 50, value: 3 },
  ].map(({ minutes, value }) => ({ deviceId: id, metric: 'temperature', value, time: hour.add({ minutes }) }));
  await ingestPoints(scope(), { points });
  await rollUpAll(telemetry);
  await platform.clock.advance(33 * 86_400_000);
  await dropDays(scope());

  const { buckets } = await seriesOf({
    ...{ id, every: 'PT20M', fill: 'PREVIOUS' },
    ...{ from: String(hour.add({ minutes: 40 })), to: String(hour.add({ minutes: 80 })) },
  });
  const earlier = await seriesOf({
    ...{ id, every: 'PT1M', fill: 'PREVIOUS' },
    ...{ from: String(hour.add({ minutes: 30 })), to: String(hour.add({ minutes: 31 })) },
  });

  expect(buckets.map(({ count, last }) => [count, last])).toEqual([
    [1, 3],
    [0, 3],
  ]);
  expect(earlier.buckets).toMatchObject([{ count: 0, last: 2 }]);
});

test('all series of a request have 100 000 buckets at most, of one device or of several', async () => {
  const id = await openDevice(telemetry);
  const asked = `series(metric: "temperature", every: "PT1S", from: "2026-01-01T00:00:00Z", to: "2026-01-01T02:46:40Z")`;
  const show = async (devices: number, seriesEach: number) => {
    const each = Array.from({ length: seriesEach }, (_, index) => `s${index}: ${asked} { metric }`).join(' ');
    const all = Array.from({ length: devices }, (_, index) => `d${index}: device(id: "${id}") { ${each} }`).join(' ');
    const { errors = [] } = await subgraph.execute({ query: `{ ${all} }` }, { principal: administrator });
    return errors.map(({ message, extensions }) => [message, extensions?.['code'], extensions?.['argument']]);
  };
  const refused = [expect.stringContaining('Ask for fewer devices or longer buckets'), 'BAD_USER_INPUT', ['every']];

  expect(await show(1, 10)).toEqual([]);
  expect(await show(1, 11)).toContainEqual(refused);
  expect(await show(10, 1)).toEqual([]);
  expect(await show(11, 1)).toContainEqual(refused);
});

test('bad arguments are refused with their path', async () => {
  const id = await openDevice(telemetry);
  const [from, to] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
  const errorOf = async (variables: object) => {
    const { errors } = await ask({ id, from, to, every: 'PT1H', ...variables });
    return errors?.map(({ extensions, path }) => [extensions?.['code'], extensions?.['argument'], path]);
  };
  const refused = (argument: string) => [['BAD_USER_INPUT', [argument], ['device', 'series']]];

  expect(await errorOf({ metric: 'pressure' })).toEqual(refused('metric'));
  expect(await errorOf({ every: 'PT0.5S' })).toEqual(refused('every'));
  expect(await errorOf({ every: 'PT8S' })).toEqual(refused('every'));
  expect(await errorOf({ every: 'P1M' })).toEqual(refused('every'));
  expect(await errorOf({ every: 'P1W' })).toEqual(refused('every'));
  expect(await errorOf({ from: to, to: from })).toEqual(refused('to'));
  expect(await errorOf({ from: '1969-12-31T00:00:00Z', every: 'P366D' })).toEqual(refused('from'));
  expect(await errorOf({ every: 'PT9S' })).toBeUndefined();
});
