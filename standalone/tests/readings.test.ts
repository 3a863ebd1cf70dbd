import { newId, systemClock } from '@constellation/kit';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Client } from './fixtures/client.ts';
import { type DeviceClient, newDevice, sendPoints } from './fixtures/devices.ts';
import { openGraphs } from './fixtures/graph.ts';
import { listen } from './fixtures/listen.ts';
import { signUpPerson } from './fixtures/people.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const heard = z.object({
  data: z.object({
    result: z.object({
      cursor: z.string(),
      readings: z.array(z.object({ value: z.number() })),
      device: z.object({ room: z.object({ climate: z.object({ temperature: z.number() }) }) }),
    }),
  }),
});

const subscription = `subscription ($venueId: ID, $after: Cursor) {
  result: readingReceived(venueId: $venueId, after: $after, metrics: ["temperature"], mode: EVERY) {
    cursor readings { value } device { room { climate { temperature } } }
  }
}`;

/** Listens, and tells the values that have come so far. */
async function listenTo(client: Client, variables: object) {
  const listener = await listen(client, subscription, heard, variables);
  return { ...listener, values: () => listener.events.flatMap(({ readings }) => readings.map(({ value }) => value)) };
}

const patience = { timeout: 20_000, interval: 50 };

/** A device begins to be heard of a moment after somebody subscribes: it measures until all have heard it. */
async function measureUntil(device: DeviceClient, isHeard: () => boolean): Promise<void> {
  await vi.waitUntil(async () => {
    if (isHeard()) return true;
    await sendPoints(device, [{ metric: 'temperature', value: 20, time: systemClock.now().toString() }]);
    return isHeard();
  }, patience);
}

describe.each(graphs)('on the $kind platform', (graph) => {
  test('staff hear what their devices measure, with the climate of the room, and others nothing of it', async () => {
    const { id: venueId, roomId } = await openVenue(graph, 1);
    const [device, other] = [await newDevice(graph, { venueId, roomId }), await newDevice(graph)];
    const host = await signUpPerson(graph, [{ role: 'HOST', venueId }]);
    const stranger = await signUpPerson(graph, [{ role: 'HOST', venueId: newId() }]);
    await using staff = await listenTo(host, {});
    await using itself = await listenTo(device, { venueId });
    await using elsewhere = await listenTo(stranger, {});

    await measureUntil(device, () => staff.events.length > 0 && itself.events.length > 0);
    await sendPoints(other, [{ metric: 'temperature', value: 99, time: systemClock.now().toString() }]);
    await sendPoints(device, [{ metric: 'temperature', value: 21, time: systemClock.now().toString() }]);
    await vi.waitUntil(() => staff.values().includes(21), patience);

    expect(new Set(staff.values())).toEqual(new Set([20, 21]));
    expect(staff.events.at(-1)?.device.room.climate).toEqual({ temperature: 21 });
    expect(elsewhere.events).toEqual([]);
  });

  test('who was away hears what came behind the cursor, once and in order', async () => {
    const { id: venueId, roomId } = await openVenue(graph, 1);
    const device = await newDevice(graph, { venueId, roomId });
    await using before = await listenTo(graph, { venueId });
    await measureUntil(device, () => before.events.length > 0);
    const minutesAgo = (minutes: number) => systemClock.now().subtract({ minutes }).toString();
    for (const value of [1, 2, 3])
      await sendPoints(device, [{ metric: 'temperature', value, time: minutesAgo(value) }]);
    await vi.waitUntil(() => before.values().includes(3), patience);
    const cursor = before.events.findLast(({ readings }) => readings[0]?.value === 20)?.cursor;

    await using after = await listenTo(graph, { venueId, after: cursor });
    await vi.waitUntil(() => after.values().length >= 3, patience);

    expect(after.values()).toEqual([1, 2, 3]);
  });
});
