import { accessScopes, type Clock } from '@constellation/kit';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Access } from './access.ts';
import { Unauthenticated } from './authenticate.ts';
import type { KeySet } from './key-set.ts';

/** Scopes that a later version of us gives out are passed over. */
const scopes = z.string().transform((text) => accessScopes.filter((scope) => text.split(' ').includes(scope)));

const claims = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  ver: z.int().positive(),
  exp: z.int().positive(),
  iat: z.int().positive(),
  scope: scopes,
  venue_roles: z.record(z.uuid(), z.enum(['HOST', 'MANAGER'])),
});

const demands = {
  algorithms: ['EdDSA'],
  typ: 'at+jwt',
  issuer: 'constellation',
  audience: 'constellation',
  requiredClaims: ['sub', 'sid', 'ver', 'exp', 'iat', 'jti'],
};

/**
 * Who an access token speaks for, whether or not it was revoked.
 * @throws Unauthenticated unless all of it is as the identity subgraph makes it.
 */
export async function verifyAccessToken(token: string, keys: KeySet, clock: Clock): Promise<Access> {
  const currentDate = new Date(clock.now().epochMilliseconds);
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys, kid), { ...demands, currentDate });
    const { sub: id, sid: sessionId, ver, exp, scope, venue_roles: venueRoles } = claims.parse(payload);
    const principal = { kind: 'USER', id, sessionId, scopes: scope, venueRoles } as const;
    return { principal, version: ver, expiresAt: exp * 1_000 };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw new Unauthenticated(error.message);
    throw error;
  }
}

async function keyOf(keys: KeySet, kid: string | undefined) {
  const key = kid === undefined ? undefined : await keys.find(kid);
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}
