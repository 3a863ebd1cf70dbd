import { instant, type Scope } from '@constellation/kit';
import { existingDevice } from '../data/devices.queries.ts';
import { expireSecret } from '../data/secrets.queries.ts';
import { graceHours } from '../domain/device-secret.ts';
import { giveSecret } from './give-secret.ts';
import { lockManaged } from './lock-device.ts';
import type { Registered } from './register-device.ts';
import { revokeSecrets } from './revoke-secrets.ts';

/**
 * Gives a device another secret. The one before is good for a day more; any older one ends at once.
 * @throws Refusal NOT_FOUND, FORBIDDEN or DEVICE_DECOMMISSIONED
 */
export async function rotateDeviceSecret(
  { em, principal }: Scope,
  { id }: { readonly id: string },
): Promise<Registered> {
  const secret = await em.transactional(async (tx) => {
    await lockManaged(tx, principal, { id, path: ['id'] });
    const at = await instant(tx);
    await revokeSecrets(tx, id, { which: 'ENDING', at, reason: 'SECRET_ROTATED' });
    await expireSecret(tx, id, at.add({ hours: graceHours }));
    return giveSecret(tx, id);
  });
  return { device: await existingDevice(em, id), secret };
}
