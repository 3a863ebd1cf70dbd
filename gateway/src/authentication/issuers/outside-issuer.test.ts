import { generateKeyPairSync } from 'node:crypto';
import { MovableClock, newId, openLog } from '@constellation/kit';
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { openTestIssuer, type SigningPair, signingPair, type TestIssuer } from '../../testing/outside-issuer.ts';
import { type OutsideIssuer, takeOutsideTokens } from './outside-issuer.ts';

const log = openLog({ name: 'test', level: 'silent' });
const algorithms = ['EdDSA', 'ES256', 'RS256', 'PS256'] as const;
const pairs = await Promise.all(algorithms.map((alg) => signingPair(alg)));
const [ed, , rsa] = pairs;
const stranger = await signingPair('RS256');
if (!ed || !rsa) throw new Error('Keys are missing');
const issuer = await openTestIssuer(...pairs);
afterAll(() => issuer[Symbol.asyncDispose]());

const refused = { extensions: { code: 'UNAUTHENTICATED' } };
const outage = { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };

const taking = (given: Partial<OutsideIssuer> = {}, from: TestIssuer = issuer, clock = new MovableClock()) =>
  takeOutsideTokens({ ...from.outside, ...given }, { clock, log });
const take = taking();

test.each(pairs.map((pair) => [pair.alg, pair] as const))(
  'a good token that is signed by %s says who asks, and until when',
  async (_alg, pair) => {
    const sub = newId();
    const exp = Math.floor(Temporal.Instant.from('2040-01-01T00:00:00Z').epochMilliseconds / 1_000);

    const access = await take(
      await issuer.token(pair, { claims: { sub, exp, scope: 'openid bookings:read profile' } }),
    );

    expect(access).toEqual({
      principal: { kind: 'USER', id: sub, scopes: ['bookings:read'], venueRoles: {} },
      version: 0,
      expiresAt: exp * 1_000,
    });
  },
);

test('when somebody signed in is as their token says, if it does', async () => {
  const said = await take(await issuer.token(ed, { claims: { auth_time: 1_800_000_000.5 } }));
  const unsaid = await take(await issuer.token(ed));

  expect(said.principal.authenticatedAt).toBe(1_800_000_000_500);
  expect(unsaid.principal).not.toHaveProperty('authenticatedAt');
  await expect(take(await issuer.token(ed, { claims: { auth_time: 'now' } }))).rejects.toMatchObject(refused);
});

const now = Math.floor(new MovableClock().now().epochMilliseconds / 1_000);

test.each<[what: string, claims: object]>([
  ['of another issuer', { iss: 'https://elsewhere.example.org' }],
  ['of an issuer that is nearly the same', { iss: `${issuer.outside.issuer}/` }],
  ['of no issuer', { iss: undefined }],
  ['for another audience', { aud: 'https://elsewhere.example.org' }],
  ['for no audience', { aud: undefined }],
  ['that has expired', { exp: now - 10 }],
  ['that never expires', { exp: undefined }],
  ['that is not good yet', { nbf: now + 60 }],
  ['of nobody', { sub: undefined }],
  ['of somebody without a name', { sub: '' }],
])('a token %s is refused', async (_what, claims) => {
  await expect(take(await issuer.token(ed, { claims }))).rejects.toMatchObject(refused);
});

test('a token may be for several, of whom we are one', async () => {
  const { audience: aud } = issuer.outside;
  const token = await issuer.token(ed, { claims: { aud: ['account', aud] } });

  expect(await take(token)).toMatchObject({ principal: { kind: 'USER' } });
});

test('access tokens call themselves so, by either name; where an issuer does not, that has to be said', async () => {
  const typed = (typ: string | undefined) => issuer.token(rsa, { header: { typ } });
  const lenient = taking({ tokenType: 'JWT' });

  for (const typ of ['at+jwt', 'application/at+jwt', 'AT+JWT'])
    expect(await take(await typed(typ))).toMatchObject({ version: 0 });
  for (const typ of ['JWT', undefined, 'dpop+jwt', 'logout+jwt'])
    await expect(take(await typed(typ))).rejects.toMatchObject(refused);
  for (const typ of ['JWT', undefined, 'at+jwt', 'application/at+jwt'])
    expect(await lenient(await typed(typ))).toMatchObject({ version: 0 });
  for (const typ of ['dpop+jwt', 'logout+jwt']) await expect(lenient(await typed(typ))).rejects.toMatchObject(refused);
});

test('a token is refused that nobody has signed, or with the public key as a secret', async () => {
  const claims = { iss: issuer.outside.issuer, aud: issuer.outside.audience, sub: 'x', iat: now, exp: now + 600 };
  const publicKey = await importJWK(rsa.jwk, 'RS256', { extractable: true });
  if (publicKey instanceof Uint8Array) throw new Error('A public key is expected');
  const pem = await exportSPKI(publicKey);
  const secrets = [pem, pem.trim(), JSON.stringify(rsa.jwk), rsa.jwk.n ?? ''];
  const signed = secrets.flatMap((secret) =>
    ['HS256', 'HS384', 'HS512'].map((alg) =>
      new SignJWT(claims).setProtectedHeader({ alg, typ: 'at+jwt', kid: rsa.kid }).sign(Buffer.from(secret.padEnd(64))),
    ),
  );
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const forged = [
    ...(await Promise.all(signed)),
    new UnsecuredJWT(claims).encode(),
    `${encode({ alg: 'none', typ: 'at+jwt', kid: rsa.kid })}.${encode(claims)}.`,
    `${encode({ alg: 'None', typ: 'at+jwt', kid: rsa.kid })}.${encode(claims)}.AAAA`,
  ];

  for (const token of forged) await expect(take(token)).rejects.toMatchObject(refused);
});

test('a token is refused that a stranger has signed, or one key under the name or algorithm of another', async () => {
  const tokens = [
    issuer.token(stranger),
    issuer.token(stranger, { header: { kid: rsa.kid } }),
    issuer.token(stranger, { header: { kid: rsa.kid, jwk: stranger.jwk } }),
    issuer.token(stranger, { header: { kid: rsa.kid, jku: `${issuer.outside.issuer}/other` } }),
    issuer.token(rsa, { header: { kid: ed.kid } }),
    issuer.token({ ...rsa, privateKey: (await signingPair('RS512')).privateKey }, { header: { alg: 'RS512' } }),
  ];

  for (const token of tokens) await expect(take(await token)).rejects.toMatchObject(refused);
});

test('secrets, keys for something else, weak ones and odd ones among the published are passed over', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' });
  await using mixed = await openTestIssuer(rsa, ed);
  const secret = { kty: 'oct', kid: 'secret', k: Buffer.from('x'.repeat(64)).toString('base64url') };
  mixed.publication.keys = [
    secret,
    { ...weak, kty: 'RSA', kid: 'weak' },
    { ...rsa.jwk, kid: rsa.kid, use: 'enc' },
    { kty: 'EC', crv: 'P-521', kid: 'large' },
    { ...ed.jwk, use: 'sig' },
  ];
  const takeMixed = taking({}, mixed);
  const byHmac = new SignJWT({
    iss: mixed.outside.issuer,
    aud: mixed.outside.audience,
    sub: 'x',
    iat: now,
    exp: now + 9,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'secret' })
    .sign(Buffer.from('x'.repeat(64)));

  expect(await takeMixed(await mixed.token(ed))).toMatchObject({ version: 0 });
  await expect(takeMixed(await mixed.token(rsa))).rejects.toMatchObject(refused);
  await expect(takeMixed(await byHmac)).rejects.toMatchObject(refused);
});

test('a key without a name is the one that is meant where there is no other of its kind', async () => {
  await using nameless = await openTestIssuer(rsa, ed);
  nameless.publication.keys = nameless.publication.keys.map((key) => {
    const { kid: _, ...jwk } = key;
    return jwk;
  });
  const token = (pair: SigningPair) => nameless.token(pair, { header: { kid: undefined } });
  expect(await taking({}, nameless)(await token(rsa))).toMatchObject({ version: 0 });

  nameless.publication.keys = [...nameless.publication.keys, stranger.jwk];

  await expect(taking({}, nameless)(await token(rsa))).rejects.toMatchObject(refused);
});

test('while the keys are away nobody is refused for it, and those that are known go on counting', async () => {
  await using shaky = await openTestIssuer(rsa);
  const clock = new MovableClock();
  const takeShaky = taking({}, shaky, clock);
  shaky.publication.isAway = true;
  await expect(takeShaky(await shaky.token(rsa))).rejects.toMatchObject(outage);
  shaky.publication.isAway = false;
  expect(await takeShaky(await shaky.token(rsa))).toMatchObject({ version: 0 });

  shaky.publication.isAway = true;
  await clock.advance(300_001);

  expect(await takeShaky(await shaky.token(rsa))).toMatchObject({ version: 0 });
  await expect(takeShaky(await shaky.token(stranger))).rejects.toMatchObject(outage);
  await expect(takeShaky(await shaky.token(rsa, { claims: { aud: 'x' } }))).rejects.toMatchObject(refused);
});

test('keys are looked for where the issuer says, unless that is known, and nobody else answers for it', async () => {
  await using impostor = await openTestIssuer(rsa);
  const { issuer: name } = impostor.outside;
  impostor.publication.name = 'https://elsewhere.example.org';

  await expect(taking({}, impostor)(await impostor.token(rsa))).rejects.toMatchObject(outage);
  expect(await taking({ jwksUrl: `${name}/keys` }, impostor)(await impostor.token(rsa))).toMatchObject({ version: 0 });
  await expect(taking({ jwksUrl: `${name}/none` }, impostor)(await impostor.token(rsa))).rejects.toMatchObject(outage);
});
