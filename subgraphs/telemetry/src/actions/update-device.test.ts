import { newId, rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { lockDevice } from '../data/device-changes.queries.ts';
import { seriesOfDevices } from '../data/series.queries.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { device, host, manager } from '../testing/people.ts';
import { knownVenue, snapshotOf } from '../testing/venues.ts';
import { decommissionDevice } from './decommission-device.ts';
import { ingestPoints } from './ingest-points.ts';
import { projectVenue } from './project-venue.ts';
import { updateDevice } from './update-device.ts';

const telemetry = await openTelemetry();
const { scope, platform } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

const temperature = { metric: 'temperature', unit: 'Cel' };
const humidity = { metric: 'humidity', unit: '%', expectedEvery: Temporal.Duration.from('PT1M') };

const seriesOf = (id: string) =>
  rows(
    scope().em,
    sql<{ key: number; metric: string; removed: boolean }>`select key, metric, removed_at is not null as removed
      from series where device_id = ${id} order by metric`,
  );

test('what is left out stays, and each change counts', async () => {
  const venue = await knownVenue(telemetry);
  const id = await openDevice(telemetry, { model: 'T1', venueId: venue.id, roomId: venue.roomIds[0] });

  const renamed = await updateDevice(scope(), { input: { id, name: '  Wall  ' } });
  const cleared = await updateDevice(scope(), { input: { id, roomId: null } });

  expect(renamed).toMatchObject({ name: 'Wall', model: 'T1', venueId: venue.id, roomId: venue.roomIds[0], version: 2 });
  expect(cleared).toMatchObject({ name: 'Wall', venueId: venue.id, roomId: null, version: 3 });
  expect(await seriesOfDevices(scope().em, [id])).toMatchObject([{ metric: 'temperature', unit: 'Cel' }]);
});

test('who moves a device to another venue manages both, and it leaves its room', async () => {
  const [from, to] = [await knownVenue(telemetry), await knownVenue(telemetry)];
  const id = await openDevice(telemetry, { venueId: from.id, roomId: from.roomIds[0] });
  const move = (principal = manager(from, to), venueId: string | null = to.id) =>
    updateDevice(scope(principal), { input: { id, venueId } });

  for (const refused of [manager(from), manager(to), host(from, to), device(id)])
    await expect(move(refused)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(move(manager(from), null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await move()).toMatchObject({ venueId: to.id, roomId: null });

  expect(await move(scope().principal, null)).toMatchObject({ venueId: null, roomId: null });
});

test('a room is one of the venue that is in use, but one that stays need not be', async () => {
  const [venue, other] = [await knownVenue(telemetry, 2), await knownVenue(telemetry)];
  const [first = '', second = ''] = venue.roomIds;
  const id = await openDevice(telemetry, { venueId: venue.id, roomId: first });
  const change = (input: object) => updateDevice(scope(), { input: { id, ...input } });
  await projectVenue(scope(), snapshotOf({ ...venue, roomIds: [second] }), 2);

  for (const roomId of [other.roomIds[0], newId(), 'nowhere'])
    await expect(change({ roomId })).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'roomId'] });
  for (const venueId of [newId(), 'nowhere'])
    await expect(change({ venueId })).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['input', 'venueId'] });
  await expect(change({ venueId: null, roomId: second })).rejects.toMatchObject({ code: 'INVALID_INPUT' });

  expect(await change({ name: 'Stays', roomId: first })).toMatchObject({ roomId: first });
  expect(await change({ roomId: second })).toMatchObject({ roomId: second });
  await expect(change({ roomId: first })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a metric that is removed keeps its readings, and goes on where it was when it comes back', async () => {
  const id = await openDevice(telemetry, { capabilities: [temperature] });
  const point = { deviceId: id, metric: 'temperature', time: platform.clock.now(), value: 20 };
  await ingestPoints(scope(), { points: [point] });
  const [before] = await seriesOf(id);
  const change = (...capabilities: object[]) =>
    updateDevice(scope(), { input: { id, capabilities: capabilities.map((each) => ({ ...temperature, ...each })) } });

  await change(humidity);
  const without = await seriesOf(id);
  const refused = await ingestPoints(scope(), { points: [{ ...point, value: 21 }] });
  await change({ max: 50 }, humidity);
  const again = await ingestPoints(scope(), { points: [point] });

  expect(without).toMatchObject([
    { metric: 'humidity', removed: false },
    { ...before, removed: true },
  ]);
  expect(refused.rejected).toMatchObject([{ code: 'UNKNOWN_METRIC' }]);
  expect(await seriesOf(id)).toMatchObject([
    { metric: 'humidity', removed: false },
    { ...before, removed: false },
  ]);
  expect(await seriesOfDevices(scope().em, [id])).toMatchObject([{ metric: 'humidity' }, { ...temperature, max: 50 }]);
  expect(again).toMatchObject({ accepted: 0, duplicates: 1 });
});

test('a metric keeps its unit even while it is removed, and what is refused changes nothing', async () => {
  const id = await openDevice(telemetry, { capabilities: [temperature] });
  await updateDevice(scope(), { input: { id, capabilities: [humidity] } });
  const before = await seriesOf(id);

  const capabilities = [humidity, { metric: 'pressure' }, { ...temperature, unit: 'K' }];
  await expect(updateDevice(scope(), { input: { id, name: 'New', capabilities } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    inputPath: ['input', 'capabilities', '2', 'unit'],
  });

  expect(await seriesOf(id)).toEqual(before);
  expect(await updateDevice(scope(), { input: { id } })).toMatchObject({ name: 'Thermometer', version: 3 });
});

test('changes of one device at once happen one after the other', async () => {
  const id = await openDevice(telemetry);
  const metrics = ['a', 'b', 'c', 'd', 'e'];

  await Promise.all(
    metrics.map((metric) => updateDevice(scope(), { input: { id, name: metric, capabilities: [{ metric }] } })),
  );

  const last = await updateDevice(scope(), { input: { id } });
  expect(last.version).toBe(1 + metrics.length + 1);
  expect(await seriesOfDevices(scope().em, [id])).toMatchObject([{ metric: last.name }]);
});

test('readings do not wait for whoever changes their device', async () => {
  const id = await openDevice(telemetry);
  const point = { deviceId: id, metric: 'temperature', time: platform.clock.now(), value: 20 };

  const ingested = await scope().em.transactional(async (tx) => {
    await lockDevice(tx, id);
    return ingestPoints(scope(), { points: [point] });
  });

  expect(ingested).toMatchObject({ accepted: 1 });
});

test('what is not there is not found, and what is out of use stays as it was', async () => {
  const id = await openDevice(telemetry);
  await decommissionDevice(scope(), { id });

  for (const missing of [newId(), 'nothing'])
    await expect(updateDevice(scope(), { input: { id: missing } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      inputPath: ['input', 'id'],
    });
  await expect(updateDevice(scope(), { input: { id, name: 'New' } })).rejects.toMatchObject({
    code: 'DEVICE_DECOMMISSIONED',
  });
});
