import { newId } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { existingDevice } from '../data/devices.queries.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { device, host, manager } from '../testing/people.ts';
import { knownVenue } from '../testing/venues.ts';
import { decommissionDevice } from './decommission-device.ts';
import { reportState } from './report-state.ts';
import { setDesiredState } from './set-desired-state.ts';

const opened = await Promise.all(platformKinds.map((kind) => openTelemetry(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

test.for(opened)('on the $kind platform each desired state has a version, and both are shown', async (telemetry) => {
  const { scope } = telemetry;
  const deviceId = await openDevice(telemetry);
  const unset = await existingDevice(scope().em, deviceId);

  const first = await setDesiredState(scope(), { deviceId, state: { open: true, angle: { azimuth: 12.5 } } });
  const second = await setDesiredState(scope(), { deviceId, state: {}, expectedVersion: 1 });

  expect(unset.desired).toEqual({ state: {}, version: 0, updatedAt: null });
  expect(first.desired).toMatchObject({ state: { open: true, angle: { azimuth: 12.5 } }, version: 1 });
  expect(first.desired.updatedAt).toMatch(/^2\d{3}-.*Z$/);
  expect(second).toMatchObject({ desired: { state: {}, version: 2 }, reported: { version: 0 }, version: 3 });
});

test.for(opened)(
  'on the $kind platform of many who expect the same version one wins, and the others learn which it is',
  async (telemetry) => {
    const { scope } = telemetry;
    const deviceId = await openDevice(telemetry);
    await setDesiredState(scope(), { deviceId, state: { by: 'nobody' } });

    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, by) => setDesiredState(scope(), { deviceId, state: { by }, expectedVersion: 1 })),
    );

    const won = outcomes.flatMap((each) => (each.status === 'fulfilled' ? each.value.desired : []));
    const lost = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(7);
    for (const reason of lost)
      expect(reason).toMatchObject({ code: 'STALE_VERSION', inputPath: ['expectedVersion'], details: { version: 2 } });
    expect((await existingDevice(scope().em, deviceId)).desired).toEqual(won[0]);
  },
);

test.for(opened)(
  'on the $kind platform states that nobody expects a version of count one after the other',
  async (telemetry) => {
    const { scope } = telemetry;
    const deviceId = await openDevice(telemetry);

    const all = await Promise.all(
      Array.from({ length: 8 }, (_, by) => setDesiredState(scope(), { deviceId, state: { by } })),
    );

    expect((await existingDevice(scope().em, deviceId)).desired.version).toBe(8);
    expect(Math.max(...all.map(({ desired }) => desired.version))).toBe(8);
  },
);

test.for(opened)(
  'on the $kind platform reports in any order leave the newest, and what is not newer changes nothing',
  async (telemetry) => {
    const { scope } = telemetry;
    const deviceId = await openDevice(telemetry);
    const report = (version: number) => reportState(scope(device(deviceId)), { deviceId, state: { version }, version });

    await Promise.all([3, 1, 4, 2].map(report));
    const newest = await existingDevice(scope().em, deviceId);
    const old = [await report(4), await report(3), await report(-1)];
    const newer = await report(9);

    expect(newest.reported).toMatchObject({ state: { version: 4 }, version: 4 });
    for (const each of old) expect(each).toMatchObject({ reported: newest.reported, version: newest.version });
    expect(newer.reported).toMatchObject({ state: { version: 9 }, version: 9 });
  },
);

test.for(opened)(
  'on the $kind platform a device is heard of by what it reports, new or not, and learns what it should be',
  async (telemetry) => {
    const { scope, platform } = telemetry;
    const deviceId = await openDevice(telemetry);
    await setDesiredState(scope(), { deviceId, state: { open: true } });
    const report = () => reportState(scope(device(deviceId)), { deviceId, state: {}, version: 1 });

    const first = await report();
    await platform.clock.advance(60 * 60_000);
    const silent = await existingDevice(scope().em, deviceId);
    const again = await report();

    expect(first).toMatchObject({ status: 'ONLINE', desired: { state: { open: true }, version: 1 } });
    expect(silent).toMatchObject({ status: 'OFFLINE', lastSeenAt: first.lastSeenAt });
    expect(again).toMatchObject({ status: 'ONLINE', reported: first.reported });
    expect(String(again.lastSeenAt) > String(first.lastSeenAt)).toBe(true);
  },
);

test.for(opened)('on the $kind platform managers say what should be, and devices what is', async (telemetry) => {
  const { scope } = telemetry;
  const [venue, other] = [await knownVenue(telemetry), await knownVenue(telemetry)];
  const deviceId = await openDevice(telemetry, { venueId: venue.id });
  const asked = { deviceId, state: {}, version: 1 };

  for (const principal of [host(venue), manager(other), device(deviceId)])
    await expect(setDesiredState(scope(principal), asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  for (const principal of [manager(venue), device(newId())])
    await expect(reportState(scope(principal), asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await setDesiredState(scope(manager(venue)), asked)).toMatchObject({ desired: { version: 1 } });
  expect(await reportState(scope(), asked)).toMatchObject({ reported: { version: 1 } });
});

test.for(opened)(
  'on the $kind platform there is no state of what is not there, is out of use or is no object',
  async (telemetry) => {
    const { scope } = telemetry;
    const deviceId = await openDevice(telemetry);
    const retired = await openDevice(telemetry);
    await decommissionDevice(scope(), { id: retired });

    for (const command of [setDesiredState, reportState]) {
      const put = (given: object) => command(scope(), { deviceId, state: {}, version: 1, ...given });
      for (const missing of [newId(), 'nothing'])
        await expect(put({ deviceId: missing })).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['deviceId'] });
      await expect(put({ deviceId: retired })).rejects.toMatchObject({ code: 'DEVICE_DECOMMISSIONED' });
      await expect(put({ state: [] })).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['state'] });
    }
  },
);
