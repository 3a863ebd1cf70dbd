import { type EntityManager, instant, type Scope } from '@constellation/kit';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { deleteSigningKeys, insertSigningKey, type SigningKey, signingKeys } from '../data/signing-keys.queries.ts';
import { isNextDue, outlivedKeys, signingKeyOf } from '../domain/signing-keys.ts';

/** Makes the next signing key when it is due, and forgets those whose last tokens have ended. */
export const rotateKeys = ({ em }: Scope): Promise<void> =>
  em.transactional(async (tx) => {
    const keys = await presentKeys(tx);
    const outlived = outlivedKeys(keys, await instant(tx));
    if (outlived.length > 0)
      await deleteSigningKeys(
        tx,
        outlived.map(({ kid }) => kid),
      );
  });

/** The key that signs at this moment; the very first is made when it is needed. */
export async function signingKey(tx: EntityManager, at: Temporal.Instant): Promise<SigningKey> {
  const key = signingKeyOf(await presentKeys(tx), at);
  if (!key) throw new Error('There is no signing key');
  return key;
}

/** All keys that are published; the next one is among them when it is due. */
export async function presentKeys(em: EntityManager): Promise<readonly SigningKey[]> {
  const keys = await signingKeys(em);
  const createdAt = await instant(em);
  if (!isNextDue(keys, createdAt)) return keys;
  await insertSigningKey(em, { ...(await newKey()), sequence: (keys.at(-1)?.sequence ?? 0) + 1, createdAt });
  return signingKeys(em);
}

async function newKey(): Promise<Pick<SigningKey, 'kid' | 'privateJwk' | 'publicJwk'>> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const [privateJwk, publicJwk] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)]);
  return { kid: await calculateJwkThumbprint(publicJwk), privateJwk: { ...privateJwk }, publicJwk: { ...publicJwk } };
}
