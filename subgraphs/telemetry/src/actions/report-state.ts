import type { Scope } from '@constellation/kit';
import { saveState } from '../data/device-changes.queries.ts';
import { type Device, existingDevice } from '../data/devices.queries.ts';
import { noteTraffic } from '../data/points.queries.ts';
import { acceptState } from '../domain/device-state.ts';
import { allowSpeaking } from './access.ts';
import { lockExisting, refuseDecommissioned } from './lock-device.ts';

interface Report {
  readonly deviceId: string;
  readonly state: unknown;
  /** Counted by the device. */
  readonly version: number;
}

/**
 * Keeps what a device says of itself, unless something as new is known; either way it was heard of.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, FORBIDDEN or DEVICE_DECOMMISSIONED
 */
export async function reportState(
  { em, principal }: Scope,
  { deviceId, state: given, version }: Report,
): Promise<Device> {
  const state = acceptState(given);
  await em.transactional(async (tx) => {
    const named = { id: deviceId, path: ['deviceId'] };
    const device = await lockExisting(tx, named);
    allowSpeaking(principal, deviceId);
    refuseDecommissioned(device, named);
    if (version > device.reportedVersion) await saveState(tx, deviceId, 'reported', { state, version });
    await noteTraffic(tx, [deviceId]);
  });
  return existingDevice(em, deviceId);
}
