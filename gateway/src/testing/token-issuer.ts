import { newId, systemClock } from '@constellation/kit';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Issues access tokens as the identity subgraph does, and others that are nearly the same. */
export interface TokenIssuer {
  readonly kid: string;
  /** As it is published. */
  readonly jwk: Readonly<Record<string, unknown>>;
  /** A token, good but for what is given. */
  token(given?: { readonly claims?: object; readonly header?: object }): Promise<string>;
}

export async function openTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const exported = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(exported);
  return {
    kid,
    jwk: { ...exported, kid, alg: 'EdDSA', use: 'sig' },
    token: ({ claims, header } = {}) => {
      const iat = Math.floor(systemClock.now().epochMilliseconds / 1_000);
      const good = {
        ...{ iss: 'constellation', aud: 'constellation', sub: newId(), sid: newId(), jti: newId(), ver: 1 },
        ...{ iat, exp: iat + 600, scope: 'bookings:read bookings:write', venue_roles: {} },
      };
      return new SignJWT({ ...good, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, ...header })
        .sign(privateKey);
    },
  };
}
