import type { Scope } from '@constellation/kit';
import { presentKeys } from './rotate-keys.ts';

/** The public keys as a JSON Web Key Set (RFC 7517): those that sign, will sign, or have signed what is still good. */
export async function publishKeys({ em }: Scope): Promise<{ readonly keys: readonly object[] }> {
  const keys = await presentKeys(em);
  return { keys: keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' })) };
}
