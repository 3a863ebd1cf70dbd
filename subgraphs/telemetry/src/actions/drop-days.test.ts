import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { keepReadings } from '../data/retention.queries.ts';
import { openDevice } from '../testing/devices.ts';
import { heardLog } from '../testing/heard-log.ts';
import { hold } from '../testing/held-locks.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { keptIn, rollUpAll } from '../testing/rollups.ts';
import { dropDays } from './drop-days.ts';
import { forgetMinutes } from './forget-minutes.ts';
import { ingestPoints } from './ingest-points.ts';
import { openDays } from './open-days.ts';

const telemetry = await openTelemetry('embedded', { workers: [] });
const { scope, platform } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

const dayMs = 86_400_000;
const daysAgo = (days: number, seconds = 0) =>
  platform.clock.now().subtract({ milliseconds: days * dayMs + seconds * 1_000 });

const ingest = (deviceId: string, ...times: readonly Temporal.Instant[]) =>
  ingestPoints(scope(), { points: times.map((time) => ({ deviceId, metric: 'temperature', time, value: 20 })) });

async function readingsOf(deviceId: string): Promise<number> {
  const found = await rows(
    scope().em,
    sql`select from readings join series on key = readings.series where device_id = ${deviceId}`,
  );
  return found.length;
}

test('readings are taken as long as they are kept, and not a moment longer', async () => {
  const deviceId = await openDevice(telemetry);

  const { accepted, rejected } = await ingest(deviceId, daysAgo(30, -60), daysAgo(30, 1));
  await dropDays(scope());

  expect([accepted, rejected.map(({ index, code }) => [index, code])]).toEqual([1, [[1, 'TOO_OLD']]]);
  expect(await readingsOf(deviceId)).toBe(1);
});

test('a day is dropped once all of it is too old and rolled up; its rollups stay', async () => {
  const deviceId = await openDevice(telemetry);
  await ingest(deviceId, daysAgo(29), daysAgo(20));
  await platform.clock.advance(3 * dayMs);

  await dropDays(scope());
  const before = await readingsOf(deviceId);
  await rollUpAll(telemetry);
  await dropDays(scope());

  expect([before, await readingsOf(deviceId)]).toEqual([2, 1]);
  for (const tier of ['minutes', 'hours', 'days'] as const)
    expect([...(await keptIn(telemetry, tier, deviceId, 'temperature')).values()]).toMatchObject([
      { count: 1, last: 20 },
      { count: 1, last: 20 },
    ]);
});

test('a counter goes on from its rollups where the reading before is no longer kept', async () => {
  const deviceId = await openDevice(telemetry, { capabilities: [{ metric: 'energy', kind: 'COUNTER' }] });
  const count = (time: Temporal.Instant, value: number) =>
    ingestPoints(scope(), { points: [{ deviceId, metric: 'energy', time, value }] });
  await count(daysAgo(29), 100);
  await rollUpAll(telemetry);
  await platform.clock.advance(3 * dayMs);
  await dropDays(scope());

  await count(platform.clock.now(), 130);
  await rollUpAll(telemetry);

  const days = await keptIn(telemetry, 'days', deviceId, 'energy');
  expect([...days.values()].map(({ sum }) => sum)).toEqual([0, 30]);
});

test('a day that is being read is left for the next time, and holds up nobody', async () => {
  const deviceId = await openDevice(telemetry);
  await ingest(deviceId, daysAgo(29));
  await rollUpAll(telemetry);
  await platform.clock.advance(3 * dayMs);

  const lock = await hold(telemetry, sql`select count(*) from readings`);
  const dropping = dropDays(scope());
  const { accepted } = await ingest(deviceId, platform.clock.now());
  await dropping;
  const before = await readingsOf(deviceId);
  await lock[Symbol.asyncDispose]();
  await rollUpAll(telemetry);
  await dropDays(scope());

  expect([accepted, before, await readingsOf(deviceId)]).toEqual([1, 2, 1]);
});

test('it can be said for how long readings are kept', async () => {
  await using short = await openTelemetry('embedded', { workers: [], readingsKeptDays: 2 });
  const deviceId = await openDevice(short);
  const point = (seconds: number) => ({
    ...{ deviceId, metric: 'temperature', value: 20 },
    time: short.platform.clock.now().subtract({ milliseconds: 2 * dayMs + seconds * 1_000 }),
  });

  const { accepted, rejected } = await ingestPoints(short.scope(), { points: [point(-60), point(1)] });

  expect([accepted, rejected.length]).toEqual([1, 1]);
});

test('what was dropped is not taken anew where readings are to be kept for longer later, so that its rollups stay', async () => {
  await using short = await openTelemetry('embedded', { workers: [], readingsKeptDays: 2 });
  const deviceId = await openDevice(short, { capabilities: [{ metric: 'energy', kind: 'COUNTER' }] });
  const began = short.platform.clock.now().round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const send = (...values: readonly (readonly [seconds: number, value: number])[]) =>
    ingestPoints(short.scope(), {
      points: values.map(([seconds, value]) => ({
        ...{ deviceId, metric: 'energy', value },
        time: began.add({ seconds }),
      })),
    });
  const sums = async () => [...(await keptIn(short, 'minutes', deviceId, 'energy')).values()].map(({ sum }) => sum);
  await send([-120, 100], [-110, 110], [-60, 120], [-50, 125]);
  await rollUpAll(short);
  await short.platform.clock.advance(4 * dayMs);
  await dropDays(short.scope());
  await keepReadings(short.scope().em, 30);

  const { accepted, rejected } = await send([-120, 100], [-100, 115]);
  await send([4 * 86_400, 130]);
  await openDays(short.scope());
  await rollUpAll(short);

  expect([accepted, rejected.map(({ code }) => code)]).toEqual([0, ['TOO_OLD', 'TOO_OLD']]);
  expect(await sums()).toEqual([10, 15, 5]);
});

test('a counter goes on from its rollups, whatever stray reading of before them there is', async () => {
  const deviceId = await openDevice(telemetry, { capabilities: [{ metric: 'energy', kind: 'COUNTER' }] });
  const count = (time: Temporal.Instant, value: number) =>
    ingestPoints(scope(), { points: [{ deviceId, metric: 'energy', time, value }] });
  const known = daysAgo(10).round('minute');
  await count(daysAgo(20), 100);
  await count(known, 200);
  await rollUpAll(telemetry);
  await rows(scope().em, sql`delete from readings where time = ${known.toString()}::timestamptz`);
  await rows(scope().em, sql`update readings_kept set dropped_before = ${daysAgo(5).toString()}`);

  await count(daysAgo(1), 250);
  await rollUpAll(telemetry);

  const days = await keptIn(telemetry, 'days', deviceId, 'energy');
  expect([...days.values()].map(({ sum }) => sum)).toEqual([0, 100, 50]);
});

test('a day that should have been dropped more than an hour ago is told of, with what it waits for', async () => {
  await using short = await openTelemetry('embedded', { workers: [], readingsKeptDays: 2 });
  const deviceId = await openDevice(short);
  const time = short.platform.clock.now();
  await ingestPoints(short.scope(), { points: [{ deviceId, metric: 'temperature', time, value: 20 }] });
  const day = time.toZonedDateTimeISO('UTC').toPlainDate();
  const due = day.add({ days: 3 }).toZonedDateTime('UTC').add({ hours: 1 }).toInstant();
  await short.platform.clock.advance(due.epochMilliseconds - time.epochMilliseconds + 30 * 60_000);
  const { log, heard } = heardLog('warn');
  const tick = () => dropDays({ em: short.scope().em, log });

  await tick();
  const inTime = heard.length;
  await short.platform.clock.advance(3_600_000);
  await tick();

  expect(inTime).toBe(0);
  expect(heard).toMatchObject([{ day: day.toString(), obstacle: 'minutes wait to be rolled up' }]);
});

test('rollups of minutes go after 400 days', async () => {
  const [series] = await rows(scope().em, sql<{ key: number }>`select key from series limit 1`);
  await rows(
    scope().em,
    sql`insert into minutes (series, start, count)
      select ${series?.key}, date_trunc('minute', clock_instant()) - age * interval '1 day', 1
      from unnest(array[399, 401, 500]) as age`,
  );

  const isMore = await forgetMinutes(scope());

  const left = await rows(scope().em, sql`select from minutes where start < clock_instant() - interval '300 days'`);
  expect([isMore, left.length]).toEqual([false, 1]);
});
