import { rows, sql } from '@constellation/kit';
import { randomFrom } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { lengthMs } from '../domain/bucketing.ts';
import { metricKinds } from '../domain/capability.ts';
import { openDevice } from '../testing/devices.ts';
import { drawPoints, inBatches, metricOf, openOfEveryKind, samplesOf } from '../testing/draw-points.ts';
import { heardLog } from '../testing/heard-log.ts';
import { hold, untilOneWaits } from '../testing/held-locks.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { reckon } from '../testing/oracle.ts';
import { keptIn, rollUpAll } from '../testing/rollups.ts';
import { ingestPoints } from './ingest-points.ts';
import { rollUp } from './roll-up.ts';

const telemetry = await openTelemetry('embedded', { workers: [] });
const { scope, platform } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

test.for([1, 2, 3, 4, 5, 6])(
  'every tier is what the readings come to, in whatever order, batches and doubles they came (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const deviceId = await openOfEveryKind(telemetry);
    const batches = inBatches(random, drawPoints(random, deviceId, platform.clock.now()));

    for (const points of batches) {
      await ingestPoints(scope(), { points });
      if (random.below(3) === 0) await rollUp(scope());
    }
    await rollUpAll(telemetry);

    for (const kind of metricKinds)
      for (const tier of ['minutes', 'hours', 'days'] as const) {
        const kept = await keptIn(telemetry, tier, deviceId, metricOf(kind));
        const expected = reckon(samplesOf(batches.flat(), metricOf(kind)), kind, lengthMs[tier]);
        expect(kept, `${tier} of a ${kind}`).toEqual(expected);
      }
  },
);

test('what comes in while older readings are rolled up is rolled up after them, and by nobody else meanwhile', async () => {
  const deviceId = await openDevice(telemetry);
  const now = platform.clock.now().round('minute');
  const point = (minutes: number, seconds: number, value: number) => ({
    ...{ deviceId, metric: 'temperature', value },
    time: now.subtract({ minutes, seconds }),
  });
  await ingestPoints(scope(), { points: [point(20, 1, 1), point(10, 1, 1)] });
  await rollUpAll(telemetry);
  await ingestPoints(scope(), { points: [point(20, 2, 2), point(10, 2, 2)] });

  const lock = await hold(telemetry, sql`select from minutes order by series desc, start limit 1 for update`);
  const first = rollUp(scope());
  await untilOneWaits(telemetry);
  await ingestPoints(scope(), { points: [point(10, 3, 3)] });
  await rollUp(scope());
  await lock[Symbol.asyncDispose]();
  await first;
  await rollUpAll(telemetry);

  const kept = await keptIn(telemetry, 'minutes', deviceId, 'temperature');
  expect([...kept.values()].map(({ count, sum }) => [count, sum])).toEqual([
    [2, 3],
    [3, 6],
  ]);
});

test('whoever dies while rolling up loses nothing', async () => {
  const deviceId = await openDevice(telemetry);
  await ingestPoints(scope(), {
    points: [{ deviceId, metric: 'temperature', time: platform.clock.now(), value: 20 }],
  });

  const lock = await hold(telemetry, sql`lock table days in access exclusive mode`);
  const dying = rollUp(scope()).catch((error: unknown) => error);
  const pid = await untilOneWaits(telemetry);
  await rows(scope().em, sql`select pg_terminate_backend(${pid})`);
  expect(await dying).toMatchObject({ message: expect.stringContaining('terminat') });
  await lock[Symbol.asyncDispose]();

  expect(await keptIn(telemetry, 'minutes', deviceId, 'temperature')).toEqual(new Map());
  await rollUpAll(telemetry);
  const kept = await keptIn(telemetry, 'days', deviceId, 'temperature');
  expect([...kept.values()]).toMatchObject([{ count: 1, sum: 20 }]);
});

test('a minute that can never be rolled up is given up and told of, and holds up no other, even of the same batch', async () => {
  const [poisoned, sound] = [await openDevice(telemetry), await openDevice(telemetry)];
  const now = platform.clock.now().round('minute');
  const at = (deviceId: string, minutes: number) => ({
    ...{ deviceId, metric: 'temperature', value: 20 },
    time: now.subtract({ minutes }),
  });
  await ingestPoints(scope(), { points: [at(sound, 60), at(poisoned, 60)] });
  await ingestPoints(scope(), { points: [at(sound, 50), at(poisoned, 50), at(sound, 40)] });
  await ingestPoints(scope(), { points: [at(sound, 30)] });
  await rows(
    scope().em,
    sql`insert into readings (series, time, received_at, value)
      select key, ${now.subtract({ minutes: 50 }).toString()}::timestamptz + seconds * interval '1 second', clock_instant(), 1e308
      from series, generate_series(1, 2) as seconds where device_id = ${poisoned}`,
  );

  const { log, heard } = heardLog('error');
  let givenUp = 0;
  while (await rollUp({ em: scope().em, log, tellGivenUp: () => void (givenUp += 1) }));

  const counted = async (deviceId: string) =>
    [...(await keptIn(telemetry, 'minutes', deviceId, 'temperature')).values()].map(({ count }) => count);
  expect([await counted(sound), await counted(poisoned)]).toEqual([[1, 1, 1, 1], [1]]);
  expect(heard).toMatchObject([{ minute: expect.any(String), err: { code: '22003' } }]);
  expect(givenUp).toBe(1);
  expect(await rows(scope().em, sql`select from dirty_minutes`)).toEqual([]);
});
