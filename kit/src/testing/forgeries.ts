import { createPublicKey } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import { type GatewayKey, readGatewayKey } from '../internal-token/keys.ts';
import { type GatewayKeyPair, makeGatewayKeys } from '../internal-token/make-keys.ts';
import { openMint } from '../internal-token/mint.ts';
import { purpose } from '../internal-token/token.ts';
import { administrator } from './people.ts';

/** A token that no subgraph may accept, and the reason that it gives. */
export interface Forgery {
  readonly what: string;
  readonly token: string;
  readonly reason: string;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Everything that somebody might try who knows all but the key, and what the key's owner must not do either. */
export async function forgeries({ key: text }: Pick<GatewayKeyPair, 'key'>): Promise<readonly Forgery[]> {
  const key = readGatewayKey(text);
  const { privateKey: strangersKey, id: strangersId } = readGatewayKey(makeGatewayKeys().key);
  const { typ, issuer: iss, audience: aud } = purpose;
  const now = Math.floor(Date.now() / 1_000);
  const header = { alg: 'EdDSA', typ, kid: key.id };
  const claims = { iss, aud, iat: now, exp: now + 3_600, principal: administrator };
  const { exp: _exp, ...endless } = claims;
  const sign = (payload: JWTPayload, more: object = {}, privateKey: GatewayKey['privateKey'] = key.privateKey) =>
    new SignJWT(payload).setProtectedHeader({ ...header, ...more }).sign(privateKey);
  const publicKey = createPublicKey(key.privateKey);
  const asSecret = (secret: Uint8Array) =>
    new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS256' }).sign(secret);
  const genuine = await openMint({ key }).tokenFor({ ...administrator, scopes: [] });
  const [head = '', , signature = ''] = genuine.split('.');

  const tokens: readonly (readonly [string, string, string])[] = [
    ['a principal without a signature', encode(administrator), 'ERR_JWS_INVALID'],
    ['no token at all', '% %', 'ERR_JWS_INVALID'],
    ['alg none', `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`, 'ERR_JOSE_ALG_NOT_ALLOWED'],
    [
      'HS256 with the public key as the secret',
      await asSecret(Buffer.from(publicKey.export({ format: 'pem', type: 'spki' }))),
      'ERR_JOSE_ALG_NOT_ALLOWED',
    ],
    [
      'HS256 with the bytes of the public key',
      await asSecret(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
      'ERR_JOSE_ALG_NOT_ALLOWED',
    ],
    ["another's signature", await sign(claims, {}, strangersKey), 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['an unknown key', await sign(claims, { kid: strangersId }, strangersKey), 'ERR_JWKS_NO_MATCHING_KEY'],
    ['a key of its own', await sign(claims, { jwk: { kty: 'OKP' }, kid: undefined }), 'ERR_JWKS_NO_MATCHING_KEY'],
    ['more scopes than were signed', `${head}.${encode(claims)}.${signature}`, 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['expired', await sign({ ...claims, iat: now - 120, exp: now - 60 }), 'ERR_JWT_EXPIRED'],
    ['without an end', await sign(endless), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['another issuer', await sign({ ...claims, iss: 'constellation' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['another audience', await sign({ ...claims, aud: 'constellation' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['an access token', await sign(claims, { typ: 'at+jwt' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['a token without a type', await sign(claims, { typ: undefined }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    [
      'a scope that does not exist',
      await sign({ ...claims, principal: { ...administrator, scopes: ['everything'] } }),
      'MALFORMED_CLAIMS',
    ],
    ['nobody', await sign({ ...claims, principal: undefined }), 'MALFORMED_CLAIMS'],
  ];
  return tokens.map(([what, token, reason]) => ({ what, token, reason }));
}
