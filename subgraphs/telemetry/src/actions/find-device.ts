import type { Scope } from '@constellation/kit';
import { type Device, devicesByIds } from '../data/devices.queries.ts';
import { maySee } from './access.ts';

/** The device with this id, if there is one that whoever asks may see. */
export async function findDevice({ em, principal }: Scope, id: string): Promise<Device | undefined> {
  const [device] = await devicesByIds(em, [id]);
  return device && maySee(principal, device) ? device : undefined;
}
