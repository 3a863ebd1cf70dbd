import { instant, type Scope } from '@constellation/kit';
import { endDevice } from '../data/device-changes.queries.ts';
import { type Device, existingDevice } from '../data/devices.queries.ts';
import { allowManaging } from './access.ts';
import { lockExisting } from './lock-device.ts';
import { revokeSecrets } from './revoke-secrets.ts';

/**
 * Takes a device out of use for good, and ends its secrets; what it measured stays. One that is out of use stays so.
 * @throws Refusal NOT_FOUND or FORBIDDEN
 */
export async function decommissionDevice({ em, principal }: Scope, { id }: { readonly id: string }): Promise<Device> {
  await em.transactional(async (tx) => {
    const device = await lockExisting(tx, { id, path: ['id'] });
    allowManaging(principal, device.venueId);
    if (device.isDecommissioned) return;
    const at = await instant(tx);
    await endDevice(tx, id, at);
    await revokeSecrets(tx, id, { which: 'ALL', at, reason: 'DECOMMISSIONED' });
  });
  return existingDevice(em, id);
}
