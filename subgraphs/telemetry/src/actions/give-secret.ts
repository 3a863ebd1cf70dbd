import { randomBytes } from 'node:crypto';
import { type EntityManager, newId, secretHash } from '@constellation/kit';
import { insertSecret } from '../data/secrets.queries.ts';
import { secretText } from '../domain/device-secret.ts';

/** Gives a device another secret; only its hash is kept. */
export async function giveSecret(tx: EntityManager, deviceId: string): Promise<string> {
  const secret = secretText(randomBytes(4), randomBytes(32));
  await insertSecret(tx, newId(), deviceId, secretHash(secret));
  return secret;
}
