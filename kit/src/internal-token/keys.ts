import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What a gateway signs with. */
export interface GatewayKey {
  /** By which subgraphs know its public half. */
  readonly id: string;
  readonly privateKey: KeyObject;
}

/** Whom subgraphs believe: the public keys of gateways, by their ids. */
export type GatewayPublicKeys = ReadonlyMap<string, KeyObject>;

const part = z.string().regex(/^[\w-]{43}$/);
const publicJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: part });
const privateJwk = publicJwk.extend({ d: part });
const onlyPublic = publicJwk.extend({ d: z.undefined().optional() });
const jwks = z.object({ keys: z.array(onlyPublic).min(1) });

/** A key's thumbprint (RFC 7638): computed, so that no two keys share an id whatever a file says. */
const idOf = ({ kty, crv, x }: z.infer<typeof publicJwk>) =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');

/** The JWK, or the path of a file that holds it. @throws Error that may repeat what it was given. */
export function readGatewayKey(given: string): GatewayKey {
  const { kty, crv, x, d } = privateJwk.parse(jsonOf(given));
  const privateKey = createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' });
  const { x: own } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (own !== x) throw new Error('The halves of the key are of two pairs');
  return { id: idOf({ kty, crv, x }), privateKey };
}

/** The JWKS, or the path of a file that holds it. @throws Error that may repeat what it was given. */
export const readGatewayPublicKeys = (given: string): GatewayPublicKeys =>
  new Map(
    jwks
      .parse(jsonOf(given))
      .keys.map(({ kty, crv, x }) => [idOf({ kty, crv, x }), createPublicKey({ key: { kty, crv, x }, format: 'jwk' })]),
  );

const jsonOf = (given: string): unknown =>
  JSON.parse(given.trimStart().startsWith('{') ? given : readFileSync(given, 'utf8'));
