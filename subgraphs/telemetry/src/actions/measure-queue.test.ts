import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { rollUpAll } from '../testing/rollups.ts';
import { rollingUp } from '../workers/rollups.ts';
import { ingestPoints } from './ingest-points.ts';

const telemetry = await openTelemetry('embedded', { workers: [] });
const { scope, platform } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

const hourMs = 3_600_000;

/** What is told of a metric of rollups. */
async function told(name: string): Promise<number> {
  const text = await platform.metrics.text();
  return Number(new RegExp(`^constellation_rollup_${name}(?:{subgraph="telemetry"})? (.+)$`, 'm').exec(text)?.[1]);
}

const ingest = async (deviceId: string, value: number) =>
  ingestPoints(scope(), { points: [{ deviceId, metric: 'temperature', time: platform.clock.now(), value }] });

test('how much waits to be rolled up is told, and since when, until nothing does', async () => {
  const deviceId = await openDevice(telemetry);
  expect([await told('waiting_batches'), await told('oldest_seconds')]).toEqual([0, 0]);

  await ingest(deviceId, 20);
  await platform.clock.advance(hourMs);
  await ingest(deviceId, 21);
  expect(await told('waiting_batches')).toBe(2);
  expect(Math.floor((await told('oldest_seconds')) / 3_600)).toBe(1);

  await rollUpAll(telemetry);
  expect([await told('waiting_batches'), await told('oldest_seconds')]).toEqual([0, 0]);
});

test('minutes that are given up are counted by whoever rolls up', async () => {
  const deviceId = await openDevice(telemetry);
  await ingest(deviceId, 20);
  await rollingUp.run(scope(), platform.metrics);
  expect(await told('given_up_minutes_total')).toBe(0);

  await ingest(deviceId, 21);
  await rows(
    scope().em,
    sql`insert into readings (series, time, received_at, value)
      select key, ${platform.clock.now().toString()}::timestamptz + seconds * interval '1 microsecond', clock_instant(), 1e308
      from series, generate_series(1, 2) as seconds where device_id = ${deviceId}`,
  );
  while (await rollingUp.run(scope(), platform.metrics));

  expect(await told('given_up_minutes_total')).toBe(1);
});
