import { rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { existingDevice } from '../data/devices.queries.ts';
import { openDevice } from '../testing/devices.ts';
import { type OpenTelemetry, openTelemetry } from '../testing/open-telemetry.ts';
import { decommissionDevice } from './decommission-device.ts';
import { ingestPoints } from './ingest-points.ts';
import { listDevices } from './list-devices.ts';
import { updateDevice } from './update-device.ts';

const opened = await Promise.all(platformKinds.map((kind) => openTelemetry(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const minuteMs = 60_000;

const statusOf = async ({ scope }: OpenTelemetry, id: string) => (await existingDevice(scope().em, id)).status;

const measure = ({ scope, platform }: OpenTelemetry, deviceId: string) =>
  ingestPoints(scope(), {
    points: [{ deviceId, metric: 'temperature', time: platform.clock.now().subtract({ hours: 2 }), value: 20 }],
  });

const every = (expectedEvery: string, metric = 'temperature') => ({
  metric,
  unit: 'Cel',
  expectedEvery: Temporal.Duration.from(expectedEvery),
});

test.for(opened)(
  'on the $kind platform a device is new, then online for as long as its silence is normal, then offline',
  async (telemetry) => {
    const { clock } = telemetry.platform;
    const id = await openDevice(telemetry, { capabilities: [every('PT2H'), every('PT5H', 'outside')] });
    await clock.advance(24 * 60 * minuteMs);
    const silent = await statusOf(telemetry, id);

    await measure(telemetry, id);
    const heard = await statusOf(telemetry, id);
    await clock.advance(110 * minuteMs);
    const late = await statusOf(telemetry, id);
    await clock.advance(11 * minuteMs);
    const tooLate = await statusOf(telemetry, id);
    await measure(telemetry, id);

    expect([silent, heard, late, tooLate]).toEqual(['NEW', 'ONLINE', 'ONLINE', 'OFFLINE']);
    expect(await statusOf(telemetry, id)).toBe('ONLINE');
  },
);

test.for(opened)(
  'on the $kind platform silence is normal for a quarter of an hour if nothing else is expected',
  async (telemetry) => {
    const { scope } = telemetry;
    const [onTime, tooLate] = [await openDevice(telemetry), await openDevice(telemetry)];
    const lastSeen = (id: string, before: string) => sql`
    insert into device_traffic (device_id, last_seen_at) values (${id}, clock_instant() - ${before}::interval)`;

    await rows(scope().em, lastSeen(onTime, '14 minutes'));
    await rows(scope().em, lastSeen(tooLate, '15 minutes'));

    expect([await statusOf(telemetry, onTime), await statusOf(telemetry, tooLate)]).toEqual(['ONLINE', 'OFFLINE']);
  },
);

test.for(opened)('on the $kind platform other expectations count at once', async (telemetry) => {
  const id = await openDevice(telemetry);
  await measure(telemetry, id);
  await telemetry.platform.clock.advance(20 * minuteMs);
  const usual = await statusOf(telemetry, id);

  await updateDevice(telemetry.scope(), { input: { id, capabilities: [every('PT1H')] } });

  expect([usual, await statusOf(telemetry, id)]).toEqual(['OFFLINE', 'ONLINE']);
});

test.for(opened)('on the $kind platform a device that is out of use is nothing else', async (telemetry) => {
  const [heard, unheard] = [await openDevice(telemetry), await openDevice(telemetry)];
  await measure(telemetry, heard);

  for (const id of [heard, unheard]) await decommissionDevice(telemetry.scope(), { id });

  expect(await statusOf(telemetry, heard)).toBe('DECOMMISSIONED');
  expect(await statusOf(telemetry, unheard)).toBe('DECOMMISSIONED');
  await measure(telemetry, heard);
  expect(await statusOf(telemetry, heard)).toBe('DECOMMISSIONED');
});

test.for(opened)('on the $kind platform a list by status has what has it at the moment', async (telemetry) => {
  const ids = [await openDevice(telemetry), await openDevice(telemetry), await openDevice(telemetry)];
  const [unheard = '', heard = '', retired = ''] = ids;
  await measure(telemetry, heard);
  await decommissionDevice(telemetry.scope(), { id: retired });
  const listed = async (status: 'NEW' | 'ONLINE' | 'OFFLINE' | 'DECOMMISSIONED') => {
    const { edges } = await listDevices(telemetry.scope(), { first: 100, filter: { status } });
    return edges.map(({ node }) => node.id).filter((id) => ids.includes(id));
  };

  const before = [await listed('NEW'), await listed('ONLINE'), await listed('OFFLINE'), await listed('DECOMMISSIONED')];
  await telemetry.platform.clock.advance(16 * minuteMs);

  expect(before).toEqual([[unheard], [heard], [], [retired]]);
  expect([await listed('ONLINE'), await listed('OFFLINE')]).toEqual([[], [heard]]);
});
