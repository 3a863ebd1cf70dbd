import { setTimeout as delay } from 'node:timers/promises';
import { runOperation, type Subgraph } from '../demo/run-operation.ts';
import { devicesOf, type SimulatedDevice } from './devices.ts';
import * as operations from './operations.ts';
import type { KnownDevice } from './points.ts';

/** The subgraphs that devices are put up in. */
export interface ForDevices {
  readonly venue: Subgraph;
  readonly telemetry: Subgraph;
}

/** A device, and when it was last heard of. */
export interface Put {
  readonly device: KnownDevice;
  readonly lastSeenAt: Temporal.Instant | null;
}

/** Sees to it that the devices of a venue are known, by their names: one that was renamed or taken out of use is put up anew. */
export async function putUp({ venue, telemetry }: ForDevices, slug: string, signal: AbortSignal): Promise<Put[]> {
  const { venue: found } = await runOperation(venue, operations.findPlace, { slug });
  const { id: venueId, ...place } = found;
  const { devices } = await runOperation(telemetry, operations.findDevices, { venueId });
  const known = new Map(devices.edges.map(({ node }) => [node.name, node]));
  const put: Put[] = [];
  for (const device of devicesOf({ venueId, ...place })) {
    const { id, lastSeenAt } = known.get(device.name) ?? (await register(telemetry, device, signal));
    put.push({ device: { ...device, id }, lastSeenAt });
  }
  return put;
}

const pauseMs = 50;

/** Telemetry hears of a venue a moment after it is made. */
async function register(telemetry: Subgraph, device: SimulatedDevice, signal: AbortSignal) {
  const { name, model, venueId, roomId, sensors } = device;
  const input = { name, model, venueId, roomId, capabilities: sensors.map(({ capability }) => capability) };
  while (true) {
    const { done } = await runOperation(telemetry, operations.registerDevice, { input });
    if (done.device) return { id: done.device.id, lastSeenAt: null };
    if (!done.errors.every(({ code }) => code === 'NOT_FOUND')) {
      throw new Error(`The device is not accepted: ${JSON.stringify(done.errors)}`);
    }
    await delay(pauseMs, undefined, { signal });
  }
}
