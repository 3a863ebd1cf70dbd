import { type Random, randomFrom } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { stateOf } from '../testing/state.ts';
import { ingestPoints } from './ingest-points.ts';

// Nobody rolls up meanwhile: what waits for that is part of the state.
const telemetry = await openTelemetry('embedded', { workers: [] });
afterAll(() => telemetry[Symbol.asyncDispose]());

const capabilities = [{ metric: 'temperature' }, { metric: 'humidity' }];

const openDevices = () => Promise.all(Array.from({ length: 3 }, () => openDevice(telemetry, { capabilities })));

function shuffled<Item>(items: readonly Item[], { below }: Random): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    order.push(...order.splice(below(last + 1), 1));
  }
  return order;
}

/** The points in any order, some of them twice, cut into batches of any size, some of which come again. */
function sentSomehow<Item>(points: readonly Item[], random: Random): Item[][] {
  const waiting = shuffled([...points, ...points.filter(() => random.below(4) === 0)], random);
  const batches: Item[][] = [];
  while (waiting.length > 0) batches.push(waiting.splice(0, 1 + random.below(60)));
  return shuffled([...batches, ...batches.filter(() => random.below(3) === 0)], random);
}

test.each([1, 2, 3, 4, 5, 6])('however points are sent, they end in the same state (%i)', async (seed) => {
  const random = randomFrom(seed);
  const begin = telemetry.platform.clock.now().subtract({ hours: 5 });
  const points = Array.from({ length: 300 }, (_, index) => ({
    device: index % 3,
    metric: index % 2 ? 'temperature' : 'humidity',
    time: begin.add({ seconds: index * 50 + random.below(50) }),
    value: random.below(1_000),
  }));
  const [once, somehow] = [await openDevices(), await openDevices()];
  const send = (deviceIds: readonly string[], batch: typeof points) =>
    ingestPoints(telemetry.scope(), {
      points: batch.map(({ device, ...point }) => ({ ...point, deviceId: deviceIds[device] ?? '' })),
    });

  await send(once, points);
  let accepted = 0;
  for (const batch of sentSomehow(points, random)) accepted += (await send(somehow, batch)).accepted;

  const state = await stateOf(telemetry, somehow);
  expect(state).toEqual(await stateOf(telemetry, once));
  expect([accepted, state.readings, state.told]).toEqual([300, 300, 300]);
});
