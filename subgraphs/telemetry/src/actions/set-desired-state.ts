import { Refusal, type Scope } from '@constellation/kit';
import { type LockedDevice, saveState } from '../data/device-changes.queries.ts';
import { type Device, existingDevice } from '../data/devices.queries.ts';
import { acceptState } from '../domain/device-state.ts';
import { lockManaged } from './lock-device.ts';

interface Desire {
  readonly deviceId: string;
  readonly state: unknown;
  readonly expectedVersion?: number | null;
}

/**
 * Says what state a device should have; each time is another version.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, FORBIDDEN, DEVICE_DECOMMISSIONED or STALE_VERSION
 */
export async function setDesiredState(
  { em, principal }: Scope,
  { deviceId, state: given, expectedVersion }: Desire,
): Promise<Device> {
  const state = acceptState(given);
  await em.transactional(async (tx) => {
    const device = await lockManaged(tx, principal, { id: deviceId, path: ['deviceId'] });
    refuseStale(device, expectedVersion);
    await saveState(tx, deviceId, 'desired', { state, version: device.desiredVersion + 1 });
  });
  return existingDevice(em, deviceId);
}

function refuseStale({ desiredVersion: version }: LockedDevice, expected: number | null | undefined): void {
  if (expected == null || expected === version) return;
  throw new Refusal('STALE_VERSION', 'The desired state has changed since the version you expected', {
    path: ['expectedVersion'],
    details: { version },
  });
}
