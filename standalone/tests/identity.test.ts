import { newId } from '@constellation/kit';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openGraphs } from './fixtures/graph.ts';
import { as, grantRole, statusOf } from './fixtures/people.ts';
import { changePassword, refresh, signIn, signOut, signUp, tryRefresh } from './fixtures/sessions.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const me = '{ result: me { user { id email name roles { role venueId } } scopes } }';

const refused = {
  status: 401,
  errors: [
    {
      message: 'Who asks is not known: the credential is malformed, expired, revoked or not from here',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

/** The parts of a token, to be put together in another way. */
const partsOf = (token: string) => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const read = (part: string) =>
    z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(part, 'base64url').toString()));
  return { header, payload, signature, head: read(header), claims: read(payload) };
};

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.for(graphs)(
  'on the $kind platform who signs up is somebody, signs in again, and goes on with new tokens',
  async (graph) => {
    const email = `${newId()}@Example.org`;
    const signedUp = await signUp(graph, { email });
    const signedIn = await signIn(graph, { ...signedUp, email: email.toLowerCase() });
    const refreshed = await refresh(graph, signedIn);

    for (const session of [signedUp, signedIn, refreshed]) {
      const { status, data } = await session.ask(me);
      expect({ status, data }).toEqual({
        status: 200,
        data: {
          result: {
            user: { id: signedUp.userId, email, name: signedUp.name, roles: [{ role: 'CUSTOMER', venueId: null }] },
            scopes: ['bookings:read', 'bookings:write'],
          },
        },
      });
    }
  },
);

test.for(graphs)('on the $kind platform a customer does what customers may, and nothing else', async (graph) => {
  const ada = await signUp(graph);
  const other = await signUp(graph);
  const query = `query ($id: ID!) { mine: user(id: "${ada.userId}") { id } others: user(id: $id) { id } }`;
  const grant = 'mutation ($id: ID!) { result: grantRole(userId: $id, role: ADMIN) { user { id } errors { code } } }';

  const seen = await ada.ask(query, { id: other.userId });
  const granted = await ada.ask(grant, { id: ada.userId });

  expect(seen.data).toEqual({ mine: { id: ada.userId }, others: null });
  expect(granted.data).toEqual({ result: null });
  expect(granted.errors).toMatchObject([{ path: ['result'], extensions: { code: 'FORBIDDEN' } }]);
});

test.for(graphs)(
  'on the $kind platform who signs out is refused within a second, and so is the refresh token',
  async (graph) => {
    const gone = await signUp(graph);
    const stays = await signIn(graph, gone);
    expect(await statusOf(gone)).toBe(200);

    await signOut(gone);

    await expect.poll(() => statusOf(gone), { timeout: 1_000 }).toBe(401);
    expect(await statusOf(stays)).toBe(200);
    const { data } = await tryRefresh(graph, gone);
    expect(data).toEqual({ result: { session: null, errors: [{ code: 'SESSION_ENDED' }] } });
  },
);

test.for(graphs)(
  'on the $kind platform a refresh token that comes back later ends the session for everybody who has its tokens',
  async (graph) => {
    const first = await signUp(graph);
    const second = await refresh(graph, first);
    expect(await statusOf(second)).toBe(200);
    await graph.platform.clock.advance(10_000);

    const { data } = await tryRefresh(graph, first);

    expect(data).toEqual({ result: { session: null, errors: [{ code: 'SESSION_ENDED' }] } });
    await expect.poll(() => statusOf(second), { timeout: 1_000 }).toBe(401);
  },
);

test.for(graphs)(
  'on the $kind platform a new password and other roles make older tokens void, and newer ones good',
  async (graph) => {
    const before = await signUp(graph);
    const changed = await changePassword(graph, before, 'an even better one');
    await expect.poll(() => statusOf(before), { timeout: 1_000 }).toBe(401);
    expect(await statusOf(changed)).toBe(200);

    await grantRole(graph, before.userId, { role: 'ADMIN' });
    await expect.poll(() => statusOf(changed), { timeout: 1_000 }).toBe(401);
    const { data } = await (await refresh(graph, changed)).ask('{ me { scopes } }');
    expect(data).toEqual({ me: { scopes: expect.arrayContaining(['admin']) } });
  },
);

test.for(graphs)(
  'on the $kind platform an access token ends after ten minutes, and the next one is good',
  async (graph) => {
    const old = await signUp(graph);
    expect(await statusOf(old)).toBe(200);

    await graph.platform.clock.advance(600_000);

    expect(await statusOf(old)).toBe(401);
    expect(await statusOf(await refresh(graph, old))).toBe(200);
  },
);

test.for(graphs)(
  'on the $kind platform what is forged is refused, and nobody takes it for no credential at all',
  async (graph) => {
    const session = await signUp(graph);
    const { accessToken } = session;
    const { header, payload, signature, head, claims } = partsOf(accessToken);
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const own = await exportJWK(publicKey);
    const sign = (protectedHeader: object, changed: object = claims) =>
      new SignJWT({ ...changed }).setProtectedHeader({ alg: 'EdDSA', ...protectedHeader }).sign(privateKey);
    const secret = Buffer.from(JSON.stringify(own));
    const forged = [
      `Bearer ${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `Bearer ${header}.${encode({ ...claims, scope: 'admin' })}.${signature}`,
      `Bearer ${encode({ ...head, alg: 'none' })}.${payload}.`,
      `Bearer ${encode({ ...head, alg: 'none' })}.${payload}.${signature}`,
      `Bearer ${new UnsecuredJWT(claims).encode()}`,
      `Bearer ${await new SignJWT(claims).setProtectedHeader({ ...head, alg: 'HS256' }).sign(secret)}`,
      `Bearer ${await sign(head)}`,
      `Bearer ${await sign({ ...head, kid: 'another' })}`,
      `Bearer ${await sign({ ...head, jwk: own })}`,
      `Bearer ${await sign({ typ: 'at+jwt' })}`,
      `Bearer ${accessToken} ${accessToken}`,
      `Bearer ${'x'.repeat(10_000)}`,
      'Bearer',
      'Bearer a.b.c',
      `Basic ${btoa('admin:admin')}`,
      accessToken,
      '',
    ];

    const answers = await Promise.all(forged.map((authorization) => as(graph, authorization).ask(me)));
    expect(answers).toEqual(forged.map(() => refused));
    expect(await statusOf(session)).toBe(200);
  },
);
