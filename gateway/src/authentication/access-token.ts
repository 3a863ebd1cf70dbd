import { accessScopes, type Clock } from '@constellation/kit';
import { errors, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { Access } from './access.ts';
import type { KeySet } from './key-set.ts';
import { type Demands, verifyJwt } from './verify-jwt.ts';

/** The keys that the identity subgraph signs with. */
export const ownKey = z.object({
  kid: z.string().min(1),
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().length(43),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
});

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

const demands: Demands = {
  algorithms: ['EdDSA'],
  typ: 'at+jwt',
  issuer: 'constellation',
  audience: 'constellation',
  requiredClaims: ['sub', 'sid', 'ver', 'exp', 'iat', 'jti'],
  checkHeader: ({ kid }) => {
    if (kid === undefined) throw new errors.JWKSNoMatchingKey();
  },
};

/**
 * What an access token of the identity subgraph gives, whether or not it was revoked.
 * @throws Unauthenticated unless all of it is as the identity subgraph makes it.
 */
export const verifyAccessToken = (token: string, keys: KeySet, clock: Clock): Promise<Access> =>
  verifyJwt(token, { keys, clock, demands, read });

function read(payload: JWTPayload): Access {
  const { sub: id, sid: sessionId, ver, exp, scope, venue_roles: venueRoles } = claims.parse(payload);
  const principal = { kind: 'USER', id, sessionId, scopes: scope, venueRoles } as const;
  return { principal, version: ver, expiresAt: exp * 1_000 };
}
