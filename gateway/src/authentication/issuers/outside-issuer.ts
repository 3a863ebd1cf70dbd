import type { Clock, Log, Principal } from '@constellation/kit';
import { errors, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { Access } from '../access.ts';
import { openKeySet } from '../key-set.ts';
import { type Demands, verifyJwt } from '../verify-jwt.ts';
import { type ClaimsMapping, rightsFrom, subjectIn } from './claims-mapping.ts';
import { subjectId } from './name-based-id.ts';
import { type KeyPlace, publishedKeys } from './published-keys.ts';

/** Who gives out access tokens in place of the identity subgraph: any issuer of OpenID Connect. */
export interface OutsideIssuer extends KeyPlace {
  /** What its tokens are for when they are for this graph. */
  readonly audience: string;
  /** `at+jwt` (RFC 9068); or `JWT` for issuers that do not tell access tokens from others, where any such type or none will do. */
  readonly tokenType: 'at+jwt' | 'JWT';
  readonly claims: ClaimsMapping;
}

const named = { kid: z.string().exactOptional(), use: z.literal('sig').exactOptional() };

/** Public keys of the algorithms that are accepted, RSA with 2 048 bits at least. There are no secrets among them. */
const asymmetricKey = z.discriminatedUnion('kty', [
  z.object({
    ...named,
    kty: z.literal('RSA'),
    n: z.string().min(342),
    e: z.string(),
    alg: z.enum(['RS256', 'PS256']).exactOptional(),
  }),
  z.object({
    ...named,
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string().length(43),
    y: z.string().length(43),
    alg: z.literal('ES256').exactOptional(),
  }),
  z.object({
    ...named,
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string().length(43),
    alg: z.literal('EdDSA').exactOptional(),
  }),
]);

/** Clocks of two houses differ a little; a token that is good a moment later is good. Its end is kept to the second. */
const clockTolerance = 5;

/** `auth_time` (RFC 9068): when whoever it is last showed who they are. */
const times = z.object({ exp: z.number(), auth_time: z.number().nonnegative().max(8_640_000_000_000).exactOptional() });

const lenientTypes = ['jwt', 'at+jwt', 'application/at+jwt'];

const demandsOf = ({ issuer, audience, tokenType }: OutsideIssuer): Demands => ({
  algorithms: ['EdDSA', 'ES256', 'RS256', 'PS256'],
  issuer,
  audience,
  clockTolerance,
  requiredClaims: ['exp', 'iat'],
  ...(tokenType === 'at+jwt' && { typ: tokenType }),
  checkHeader: ({ typ }) => {
    if (typ !== undefined && !lenientTypes.includes(typ.toLowerCase()))
      throw new errors.JWTInvalid('It is a token of another type');
  },
});

/**
 * Takes the tokens of an outside issuer: what its claims say of somebody, until the token ends. Nobody tells us of tokens that
 * it takes back earlier.
 */
export function takeOutsideTokens(
  outside: OutsideIssuer,
  { clock, log }: { clock: Clock; log: Log },
): (token: string) => Promise<Access> {
  const keys = openKeySet({ source: publishedKeys(outside), kind: asymmetricKey, clock, log });
  const demands = demandsOf(outside);
  const read = (payload: JWTPayload): Access => {
    const id = subjectId(outside.issuer, subjectIn(payload, outside.claims));
    const { exp, auth_time: authTime } = times.parse(payload);
    const principal: Principal = {
      kind: 'USER',
      id,
      ...(authTime !== undefined && { authenticatedAt: Math.floor(authTime * 1_000) }),
      ...rightsFrom(payload, outside.claims),
    };
    return { principal, version: 0, expiresAt: exp * 1_000 };
  };
  return (token) => verifyJwt(token, { keys, clock, demands, read });
}
