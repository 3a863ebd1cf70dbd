import { newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { demoVenues } from '../demo/seed.ts';
import { devicesOf } from './devices.ts';
import { type KnownDevice, pointsBetween } from './points.ts';

const devices: readonly KnownDevice[] = demoVenues.flatMap(({ venue: { kind, timeZone }, rooms }) =>
  devicesOf({ venueId: newId(), kind, timeZone, rooms: rooms.map(({ name }) => ({ id: newId(), name })) }).map(
    (device) => ({ ...device, id: newId() }),
  ),
);
const start = Temporal.Instant.from('2030-03-30T12:00:00Z');
const after = (seconds: number) => start.add({ seconds });
const key = ({ deviceId, metric, time }: { deviceId: string; metric: string; time: string }) =>
  `${deviceId} ${metric} ${time}`;

test('there are some thirty devices, and whatever they measure in a day is within their capabilities', () => {
  const bounds = new Map(
    devices.flatMap(({ id, sensors }) =>
      sensors.map(({ capability: { metric, min = -Infinity, max = Infinity } }) => [`${id} ${metric}`, { min, max }]),
    ),
  );
  const outside = devices
    .flatMap((device) => pointsBetween({ ...device, everySeconds: 120 }, start, after(86_400)))
    .filter(({ deviceId, metric, value }) => {
      const { min, max } = bounds.get(`${deviceId} ${metric}`) ?? { min: NaN, max: NaN };
      return value !== undefined && (value < Number(min) || value > Number(max));
    });

  expect(devices.length).toBeGreaterThanOrEqual(25);
  expect(devices.length).toBeLessThanOrEqual(40);
  expect(outside).toEqual([]);
});

test('however time is cut, the same is measured, some of it late and some twice', () => {
  const whole = devices.flatMap((device) => pointsBetween(device, start, after(3_600)));
  const cut = devices.flatMap((device) =>
    Array.from({ length: 36 }, (_, index) =>
      pointsBetween(device, after(index * 100), after((index + 1) * 100)),
    ).flat(),
  );
  const behind = cut.filter(({ deviceId, time }, index) => {
    const before = cut[index - 1];
    return before?.deviceId === deviceId && before.time > time;
  });

  expect(cut.map(key).toSorted()).toEqual(whole.map(key).toSorted());
  expect(new Set(cut.map(key)).size).toBeLessThan(cut.length);
  expect(behind.length).toBeGreaterThan(0);
});
