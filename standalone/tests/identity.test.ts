import { newId } from '@constellation/kit';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Client } from './fixtures/client.ts';
import { openGraphs } from './fixtures/graph.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const session = z.object({ accessToken: z.string(), refreshToken: z.string(), user: z.object({ id: z.string() }) });
type Session = z.infer<typeof session>;

const password = 'correct horse battery';
const fields = 'session { accessToken refreshToken user { id } } errors { code }';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function sessionFrom(client: Client, call: string, variables: object, token?: string): Promise<Session> {
  const { data } = await client.ask(call, variables, token === undefined ? {} : bearer(token));
  return z.object({ result: z.object({ session, errors: z.tuple([]) }) }).parse(data).result.session;
}

const signUp = (client: Client, email = `${newId()}@example.org`) =>
  sessionFrom(client, `mutation ($input: SignUpInput!) { result: signUp(input: $input) { ${fields} } }`, {
    input: { email, password, name: 'Ada' },
  });

const refreshing = `mutation ($refreshToken: String!) { result: refreshSession(refreshToken: $refreshToken) { ${fields} } }`;
const refresh = (client: Client, { refreshToken }: Session) => sessionFrom(client, refreshing, { refreshToken });

const signingIn = `mutation ($email: String!, $password: String!) { result: signIn(email: $email, password: $password) { ${fields} } }`;

const me = '{ result: me { user { id email name roles { role venueId } } scopes } }';

const statusOf = async (client: Client, { accessToken }: Pick<Session, 'accessToken'>) =>
  (await client.ask(me, {}, bearer(accessToken))).status;

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
    const signedUp = await signUp(graph, email);
    const signedIn = await sessionFrom(graph, signingIn, { email: email.toLowerCase(), password });
    const refreshed = await refresh(graph, signedIn);

    for (const { accessToken } of [signedUp, signedIn, refreshed]) {
      const { status, data } = await graph.ask(me, {}, bearer(accessToken));
      expect({ status, data }).toEqual({
        status: 200,
        data: {
          result: {
            user: { id: signedUp.user.id, email, name: 'Ada', roles: [{ role: 'CUSTOMER', venueId: null }] },
            scopes: ['bookings:read', 'bookings:write'],
          },
        },
      });
    }
  },
);

test.for(graphs)('on the $kind platform a customer does what customers may, and nothing else', async (graph) => {
  const { accessToken, user } = await signUp(graph);
  const other = await signUp(graph);
  const query = `query ($id: ID!) { mine: user(id: "${user.id}") { id } others: user(id: $id) { id } }`;
  const grant = 'mutation ($id: ID!) { result: grantRole(userId: $id, role: ADMIN) { user { id } errors { code } } }';

  const seen = await graph.ask(query, { id: other.user.id }, bearer(accessToken));
  const granted = await graph.ask(grant, { id: user.id }, bearer(accessToken));

  expect(seen.data).toEqual({ mine: { id: user.id }, others: null });
  expect(granted.data).toEqual({ result: null });
  expect(granted.errors).toMatchObject([{ path: ['result'], extensions: { code: 'FORBIDDEN' } }]);
});

test.for(graphs)(
  'on the $kind platform who signs out is refused within a second, and so is the refresh token',
  async (graph) => {
    const gone = await signUp(graph);
    const stays = await sessionFrom(graph, signingIn, { email: await emailOf(graph, gone), password });
    expect(await statusOf(graph, gone)).toBe(200);

    await graph.ask('mutation { signOut { done errors { code } } }', {}, bearer(gone.accessToken));

    await expect.poll(() => statusOf(graph, gone), { timeout: 1_000 }).toBe(401);
    expect(await statusOf(graph, stays)).toBe(200);
    const { data } = await graph.ask(refreshing, { refreshToken: gone.refreshToken });
    expect(data).toEqual({ result: { session: null, errors: [{ code: 'SESSION_ENDED' }] } });
  },
);

test.for(graphs)(
  'on the $kind platform a refresh token that comes back later ends the session for everybody who has its tokens',
  async (graph) => {
    const first = await signUp(graph);
    const second = await refresh(graph, first);
    expect(await statusOf(graph, second)).toBe(200);
    await graph.platform.clock.advance(10_000);

    const { data } = await graph.ask(refreshing, { refreshToken: first.refreshToken });

    expect(data).toEqual({ result: { session: null, errors: [{ code: 'SESSION_ENDED' }] } });
    await expect.poll(() => statusOf(graph, second), { timeout: 1_000 }).toBe(401);
  },
);

test.for(graphs)(
  'on the $kind platform a new password and other roles make older tokens void, and newer ones good',
  async (graph) => {
    const before = await signUp(graph);
    const change = `mutation ($current: String!, $next: String!) { result: changePassword(current: $current, next: $next) { ${fields} } }`;
    const changed = await sessionFrom(
      graph,
      change,
      { current: password, next: 'an even better one' },
      before.accessToken,
    );
    await expect.poll(() => statusOf(graph, before), { timeout: 1_000 }).toBe(401);
    expect(await statusOf(graph, changed)).toBe(200);

    const grant = 'mutation ($id: ID!) { grantRole(userId: $id, role: ADMIN) { errors { code } } }';
    await graph.ask(grant, { id: before.user.id });
    await expect.poll(() => statusOf(graph, changed), { timeout: 1_000 }).toBe(401);
    const { accessToken } = await refresh(graph, changed);
    const { data } = await graph.ask('{ me { scopes } }', {}, bearer(accessToken));
    expect(data).toEqual({ me: { scopes: expect.arrayContaining(['admin']) } });
  },
);

test.for(graphs)(
  'on the $kind platform an access token ends after ten minutes, and the next one is good',
  async (graph) => {
    const old = await signUp(graph);
    expect(await statusOf(graph, old)).toBe(200);

    await graph.platform.clock.advance(600_000);

    expect(await statusOf(graph, old)).toBe(401);
    expect(await statusOf(graph, await refresh(graph, old))).toBe(200);
  },
);

test.for(graphs)(
  'on the $kind platform what is forged is refused, and nobody takes it for no credential at all',
  async (graph) => {
    const { accessToken } = await signUp(graph);
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

    const answers = await Promise.all(forged.map((authorization) => graph.ask(me, {}, { authorization })));
    expect(answers).toEqual(forged.map(() => refused));
    expect((await graph.ask(me, {}, bearer(accessToken))).status).toBe(200);
  },
);

/** The address of whoever has signed in. */
const emailOf = async (client: Client, { accessToken }: Session): Promise<string> => {
  const { data } = await client.ask(me, {}, bearer(accessToken));
  return z.object({ result: z.object({ user: z.object({ email: z.string() }) }) }).parse(data).result.user.email;
};
