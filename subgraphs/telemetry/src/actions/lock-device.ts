import { type EntityManager, type Principal, Refusal } from '@constellation/kit';
import { type LockedDevice, lockDevice } from '../data/device-changes.queries.ts';
import { allowManaging } from './access.ts';

interface Named {
  readonly id: string;
  /** Leads to the id in the input. */
  readonly path: readonly string[];
}

/** Locks a device for whoever changes it. @throws Refusal NOT_FOUND */
export async function lockExisting(tx: EntityManager, { id, path }: Named): Promise<LockedDevice> {
  const device = await lockDevice(tx, id);
  if (!device) throw new Refusal('NOT_FOUND', 'There is no device with this id', { path });
  return device;
}

/** Locks a device in use for whoever manages it. @throws Refusal NOT_FOUND, FORBIDDEN or DEVICE_DECOMMISSIONED */
export async function lockManaged(tx: EntityManager, principal: Principal, named: Named): Promise<LockedDevice> {
  const device = await lockExisting(tx, named);
  allowManaging(principal, device.venueId);
  refuseDecommissioned(device, named);
  return device;
}

/** @throws Refusal DEVICE_DECOMMISSIONED for a device that is out of use */
export function refuseDecommissioned({ isDecommissioned }: LockedDevice, { path }: Named): void {
  if (isDecommissioned) throw new Refusal('DEVICE_DECOMMISSIONED', 'The device is out of use for good', { path });
}
