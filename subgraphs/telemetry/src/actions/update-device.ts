import type { EntityManager, Principal, Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import { changeDevice, type LockedDevice } from '../data/device-changes.queries.ts';
import { type Device, existingDevice } from '../data/devices.queries.ts';
import { replaceSeries, seriesEverOf } from '../data/series.queries.ts';
import { type Capability, silenceSecondsOf } from '../domain/capability.ts';
import { type DeviceChange, deviceChange, keepMeaning, type Place, placeAfter } from '../domain/device-change.ts';
import { allowManaging } from './access.ts';
import { checkPlace } from './check-place.ts';
import { lockManaged } from './lock-device.ts';

/**
 * Changes a device's name, its place or what it measures; what is left out stays. A metric that is left out of those it
 * measures keeps its readings, and goes on where it was when it comes back.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, FORBIDDEN or DEVICE_DECOMMISSIONED
 */
export async function updateDevice(
  { em, principal }: Scope,
  { input }: { readonly input: DeviceChange },
): Promise<Device> {
  const { id, capabilities, ...change } = accept(deviceChange, input);
  await em.transactional(async (tx) => {
    const device = await lockManaged(tx, principal, { id, path: ['input', 'id'] });
    const place = placeAfter(device, change);
    await checkMove(tx, principal, device, place);
    if (capabilities) await replaceCapabilities(tx, id, capabilities);
    const silenceSeconds = capabilities && silenceSecondsOf(capabilities);
    await changeDevice(tx, { id, name: change.name ?? device.name, ...place, silenceSeconds });
  });
  return existingDevice(em, id);
}

/** A place that stays need not be in use any more. */
async function checkMove(tx: EntityManager, principal: Principal, from: LockedDevice, to: Place): Promise<void> {
  if (to.venueId !== from.venueId) allowManaging(principal, to.venueId);
  if (to.venueId !== from.venueId || to.roomId !== from.roomId) await checkPlace(tx, to);
}

async function replaceCapabilities(tx: EntityManager, id: string, capabilities: readonly Capability[]): Promise<void> {
  keepMeaning(await seriesEverOf(tx, id), capabilities);
  await replaceSeries(tx, id, capabilities);
}
