import { openLog, systemClock } from '@constellation/kit';
import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { openTokenIssuer } from '../testing/token-issuer.ts';
import { ownKey, verifyAccessToken } from './access-token.ts';
import { openKeySet } from './key-set.ts';

const issuer = await openTokenIssuer();
const stranger = await openTokenIssuer();
const keys = openKeySet({
  source: async () => ({ keys: [issuer.jwk] }),
  kind: ownKey,
  clock: systemClock,
  log: openLog({ name: 'test', level: 'silent' }),
});
const verify = (token: string) => verifyAccessToken(token, keys, systemClock);

test('a good token says who asks', async () => {
  const [id, sessionId, venueId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const scope = 'bookings:read something:new admin';
  const token = await issuer.token({
    claims: { sub: id, sid: sessionId, ver: 7, scope, venue_roles: { [venueId]: 'HOST' } },
  });

  expect(await verify(token)).toMatchObject({
    principal: { kind: 'USER', id, sessionId, scopes: ['bookings:read', 'admin'], venueRoles: { [venueId]: 'HOST' } },
    version: 7,
  });
});

const now = Math.floor(systemClock.now().epochMilliseconds / 1_000);

test.each<[what: string, claims: object]>([
  ['of another issuer', { iss: 'https://example.org' }],
  ['of no issuer', { iss: undefined }],
  ['for another audience', { aud: 'elsewhere' }],
  ['for no audience', { aud: undefined }],
  ['that has expired', { exp: now }],
  ['that never expires', { exp: undefined }],
  ['that is not good yet', { nbf: now + 60 }],
  ['of nobody', { sub: undefined }],
  ['of somebody who is no user', { sub: 'admin' }],
  ['of no session', { sid: undefined }],
  ['of no version', { ver: undefined }],
  ['without a name', { jti: undefined }],
  ['of no scopes', { scope: undefined }],
  ['of roles that there are not', { venue_roles: { [crypto.randomUUID()]: 'OWNER' } }],
])('a token %s is refused, whoever signed it', async (_what, claims) => {
  await expect(verify(await issuer.token({ claims }))).rejects.toMatchObject({
    extensions: { code: 'UNAUTHENTICATED' },
  });
});

test.each<[what: string, header: object]>([
  ['another type', { typ: 'JWT' }],
  ['no type', { typ: undefined }],
  ['the type of what gateways tell subgraphs', { typ: 'constellation-internal+jwt' }],
  ['no key', { kid: undefined }],
  ["a stranger's key", { kid: stranger.kid }],
])('a token that names %s is refused', async (_what, header) => {
  await expect(verify(await issuer.token({ header }))).rejects.toMatchObject({
    extensions: { code: 'UNAUTHENTICATED' },
  });
});

test('a token is refused that somebody else has signed, or nobody, or with the public key as a secret', async () => {
  const { kid } = issuer;
  const claims = { iss: 'constellation', aud: 'constellation' };
  const header = { alg: 'HS256', typ: 'at+jwt', kid };
  const secrets = [JSON.stringify(issuer.jwk), String(issuer.jwk['x'])].map((text) => Buffer.from(text));
  const raw = Buffer.from(String(issuer.jwk['x']), 'base64url');
  const forged = [
    await stranger.token({ header: { kid } }),
    await stranger.token({ header: { kid, jwk: stranger.jwk } }),
    await stranger.token({ header: { kid, jku: 'https://example.org/jwks' } }),
    new UnsecuredJWT(claims).encode(),
    ...(await Promise.all(
      [...secrets, raw].map((secret) => new SignJWT(claims).setProtectedHeader(header).sign(secret)),
    )),
  ];

  for (const token of forged)
    await expect(verify(token)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
});
