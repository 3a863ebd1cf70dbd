import { newId, type Principal, rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { lastReadings } from '../data/last-values.queries.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { stateOf } from '../testing/state.ts';
import { ingestPoints } from './ingest-points.ts';

const telemetry = await openTelemetry();
const { scope, platform } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

const minutesAgo = (minutes: number) => platform.clock.now().subtract({ minutes });

const measured = (deviceId: string, minutes: number, value = minutes) => ({
  deviceId,
  metric: 'temperature',
  time: minutesAgo(minutes),
  value,
});

const asDevice = (id: string): Principal => ({
  kind: 'DEVICE',
  id,
  scopes: ['readings:write', 'devices:read'],
  venueRoles: {},
});

test('points are stored once, the newest by event time is the latest, and what is new is told of', async () => {
  const deviceId = await openDevice(telemetry);
  const points = [1, 2, 3].map((minutes) => measured(deviceId, minutes));

  const first = await ingestPoints(scope(), { points: [...points, ...points.slice(0, 1)] });
  const again = await ingestPoints(scope(), { points });
  const later = await ingestPoints(scope(), { points: [measured(deviceId, 9)] });

  expect(first).toEqual({ accepted: 3, duplicates: 1, rejected: [] });
  expect(again).toEqual({ accepted: 0, duplicates: 3, rejected: [] });
  expect(later).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  expect(await lastReadings(scope().em, [deviceId])).toMatchObject([{ metric: 'temperature', value: 1 }]);
  const told = await rows(
    scope().em,
    sql<{ version: number }>`select version from outbox where aggregate = ${deviceId} order by version`,
  );
  expect(told).toEqual([{ version: 1 }, { version: 2 }]);
});

test('of two values of the same moment the first is stored, and is the latest', async () => {
  const deviceId = await openDevice(telemetry);
  const time = minutesAgo(1);
  const both = [1, 2].map((value) => ({ ...measured(deviceId, 1, value), time }));

  const together = await ingestPoints(scope(), { points: both });
  const reversed = await ingestPoints(scope(), { points: both.toReversed() });

  expect([together, reversed]).toMatchObject([
    { accepted: 1, duplicates: 1 },
    { accepted: 0, duplicates: 2 },
  ]);
  expect(await lastReadings(scope().em, [deviceId])).toMatchObject([{ value: 1 }]);
});

test('each point is judged alone: what is refused keeps its index, the rest is stored', async () => {
  const deviceId = await openDevice(telemetry);
  const fine = measured(deviceId, 1);

  const { accepted, rejected } = await ingestPoints(scope(), {
    points: [
      { ...fine, deviceId: newId() },
      { ...fine, metric: 'humidity' },
      fine,
      { ...fine, value: null },
      { ...fine, deviceId: 'no id' },
    ],
  });

  expect(accepted).toBe(1);
  expect(rejected.map(({ index, code }) => [index, code])).toEqual([
    [0, 'UNKNOWN_DEVICE'],
    [1, 'UNKNOWN_METRIC'],
    [3, 'WRONG_TYPE'],
    [4, 'UNKNOWN_DEVICE'],
  ]);
});

test('texts that are long only as JSON are told of in parts that the bus takes', async () => {
  const deviceId = await openDevice(telemetry, { capabilities: [{ metric: 'note', kind: 'TEXT' }] });
  const points = Array.from({ length: 100 }, (_, index) => ({
    deviceId,
    metric: 'note',
    time: minutesAgo(index),
    text: '\u0001'.repeat(2_000),
  }));

  const whole = await ingestPoints(scope(), { points });

  expect(whole).toMatchObject({ accepted: 100, rejected: [] });
  expect(await stateOf(telemetry, [deviceId])).toMatchObject({ readings: 100, told: 100 });
});

test('a text with half a character is refused alone', async () => {
  const deviceId = await openDevice(telemetry, { capabilities: [{ metric: 'note', kind: 'TEXT' }] });
  const notes = ['fine', '\ud800'].map((text, index) => ({ deviceId, metric: 'note', time: minutesAgo(index), text }));

  const { accepted, rejected } = await ingestPoints(scope(), { points: notes });

  expect(accepted).toBe(1);
  expect(rejected).toMatchObject([{ index: 1, code: 'WRONG_TYPE' }]);
});

test('a device writes its own readings and no others', async () => {
  const [own, other] = [await openDevice(telemetry), await openDevice(telemetry)];

  const { accepted, rejected } = await ingestPoints(scope(asDevice(own)), {
    points: [measured(other, 1), measured(own, 1)],
  });

  expect(accepted).toBe(1);
  expect(rejected).toMatchObject([{ index: 0, code: 'UNKNOWN_DEVICE' }]);
  expect(await lastReadings(scope().em, [own, other])).toMatchObject([{ deviceId: own }]);
});

test('a decommissioned device is unknown', async () => {
  const deviceId = await openDevice(telemetry);
  await rows(scope().em, sql`update devices set decommissioned_at = clock_instant() where id = ${deviceId}`);

  const { rejected } = await ingestPoints(scope(), { points: [measured(deviceId, 1)] });

  expect(rejected).toMatchObject([{ code: 'UNKNOWN_DEVICE' }]);
});

test('10 001 points are refused as a whole, 10 000 are not', async () => {
  const deviceId = await openDevice(telemetry);
  const now = platform.clock.now();
  const points = Array.from({ length: 10_001 }, (_, index) => ({
    ...measured(deviceId, 0, index),
    time: now.subtract({ seconds: index }),
  }));

  await expect(ingestPoints(scope(), { points })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const whole = await ingestPoints(scope(), { points: points.slice(1) });

  expect(whole).toMatchObject({ accepted: 10_000, duplicates: 0 });
  const state = await stateOf(telemetry, [deviceId]);
  expect(state).toMatchObject({ readings: 10_000, told: 10_000 });
});

test('batches of the same devices at the same time wait for each other, and nothing is stored or told of twice', async () => {
  const deviceIds: string[] = [];
  while (deviceIds.length < 6) deviceIds.push(await openDevice(telemetry));
  const points = deviceIds.flatMap((id) => Array.from({ length: 40 }, (_, index) => measured(id, index)));
  const orders = Array.from({ length: 8 }, (_, turn) => [...points.slice(turn * 30), ...points.slice(0, turn * 30)]);

  const outcomes = await Promise.all(
    orders.map((order, turn) => ingestPoints(scope(), { points: turn % 2 ? order.toReversed() : order })),
  );

  const sum = (of: 'accepted' | 'duplicates') => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  expect([sum('accepted'), sum('duplicates')]).toEqual([points.length, points.length * 7]);
  expect(await stateOf(telemetry, deviceIds)).toMatchObject({ readings: points.length, told: points.length });
});
