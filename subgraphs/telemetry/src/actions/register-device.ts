import { newId, type Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import { type Device, existingDevice, insertDevice } from '../data/devices.queries.ts';
import { insertSeries } from '../data/series.queries.ts';
import { silenceSecondsOf } from '../domain/capability.ts';
import { type NewDevice, newDevice } from '../domain/new-device.ts';
import { allowManaging } from './access.ts';
import { checkPlace } from './check-place.ts';
import { giveSecret } from './give-secret.ts';

/** A device and the secret that it shows itself by, which is not kept. */
export interface Registered {
  readonly device: Device;
  readonly secret: string;
}

/**
 * Makes a device known.
 * @throws Refusal FORBIDDEN, INVALID_INPUT or NOT_FOUND
 */
export async function registerDevice(
  { em, principal }: Scope,
  { input }: { readonly input: NewDevice },
): Promise<Registered> {
  const { capabilities, ...accepted } = accept(newDevice, input);
  allowManaging(principal, accepted.venueId);
  const id = newId();
  const secret = await em.transactional(async (tx) => {
    await checkPlace(tx, accepted);
    await insertDevice(tx, { ...accepted, id, silenceSeconds: silenceSecondsOf(capabilities) });
    await insertSeries(tx, id, capabilities);
    return giveSecret(tx, id);
  });
  return { device: await existingDevice(em, id), secret };
}
