import { type Clock, type Log, startLoop } from '@constellation/kit';
import { runOperation } from '../demo/run-operation.ts';
import { demoVenues } from '../demo/seed.ts';
import * as operations from './operations.ts';
import { type KnownDevice, pointsBetween, type SimulatedPoint } from './points.ts';
import { type ForDevices, type Put, putUp } from './put-up.ts';

export interface SimulatorOptions extends ForDevices {
  readonly clock: Clock;
  readonly log: Log;
}

const everyMs = 2_000;

/** What a new device tells of its past, and an old one of the time that nobody ran it, at most. */
const past = { hours: 24 };

/** What is older than this it tells more roughly. */
const recent = { minutes: 10 };
const roughSeconds = 300;

/** Of one call. */
const mostPoints = 5_000;

/**
 * Puts up some thirty devices in the demo's venues and has them measure, until disposed. It begins behind what they last
 * sent; whatever goes wrong is logged and tried again.
 */
export function startSimulator({ clock, log, ...subgraphs }: SimulatorOptions): AsyncDisposable {
  const sentUpTo = new Map<string, Temporal.Instant>();
  let devices: readonly Put[] | undefined;
  return startLoop({
    name: 'simulator',
    everyMs,
    log,
    run: async (signal) => {
      devices ??= await putUpAll(subgraphs, signal);
      const now = clock.now();
      const earliest = now.subtract(past);
      const begins = ({ device, lastSeenAt }: Put) =>
        sentUpTo.get(device.id) ?? later(lastSeenAt ?? earliest, earliest);
      const points = devices.flatMap((put) => lifeBetween(put.device, begins(put), now));
      await send(subgraphs, points, signal);
      for (const { device } of devices) sentUpTo.set(device.id, now);
    },
  });
}

/** What a device sends, after it was away for long more roughly at first. */
function lifeBetween(device: KnownDevice, after: Temporal.Instant, now: Temporal.Instant): readonly SimulatedPoint[] {
  const back = later(after, now.subtract(recent));
  return [
    ...pointsBetween({ ...device, everySeconds: roughSeconds }, after, back),
    ...pointsBetween(device, back, now),
  ];
}

async function putUpAll(subgraphs: ForDevices, signal: AbortSignal): Promise<readonly Put[]> {
  const put: Put[] = [];
  for (const { venue } of demoVenues) put.push(...(await putUp(subgraphs, venue.slug, signal)));
  return put;
}

async function send({ telemetry }: ForDevices, points: readonly SimulatedPoint[], signal: AbortSignal): Promise<void> {
  for (let index = 0; index < points.length && !signal.aborted; index += mostPoints) {
    await runOperation(telemetry, operations.ingest, { points: points.slice(index, index + mostPoints) });
  }
}

const later = (left: Temporal.Instant, right: Temporal.Instant) =>
  Temporal.Instant.compare(left, right) > 0 ? left : right;
