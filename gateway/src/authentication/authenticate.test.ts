import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { fixtureSubgraph } from '../testing/fixture-subgraph.ts';
import { revocation } from '../testing/revocation.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import { openTokenIssuer } from '../testing/token-issuer.ts';

const issuer = await openTokenIssuer();
let asked = 0;
const keys = async () => {
  asked += 1;
  return { keys: [issuer.jwk] };
};

const identity = fixtureSubgraph('identity', { Query: { me: () => ({ scopes: [] }) } });
const gateway = await openTestGateway({ keys, subgraphs: { identity } });
afterAll(() => gateway[Symbol.asyncDispose]());

const ask = (authorization?: string) =>
  gateway.post('{ me { scopes } }', {}, authorization === undefined ? {} : { authorization });

const revoke = (...revoked: Parameters<typeof revocation>) => gateway.bus.publish('IDENTITY', [revocation(...revoked)]);

test('a token is verified once, and everybody behind the gateway is told who asks', async () => {
  const [sub, sid] = [newId(), newId()];
  const authorization = `Bearer ${await issuer.token({ claims: { sub, sid } })}`;

  for (let count = 0; count < 5; count += 1) expect((await ask(authorization)).status).toBe(200);

  expect(identity.calls.at(-1)?.headers).toMatchObject({
    principal: { id: sub, sessionId: sid },
    address: '127.0.0.1',
  });
  expect(asked).toBe(1);
});

test('credentials that are not good are refused with a code, and no subgraph hears of them', async () => {
  const before = identity.calls.length;
  const expired = await issuer.token({ claims: { exp: 1 } });

  for (const authorization of [
    '',
    'Bearer',
    'Bearer x',
    'Basic YTpi',
    'Basic YWI=',
    `Bearer cst_01234567_${'x'.repeat(43)}`,
    'Bearer cst_01234567_x',
    `Bearer ${expired}`,
    `bearer ${'a.'.repeat(5_000)}`,
  ]) {
    const { status, data, errors } = await ask(authorization);
    expect({ status, data, errors }).toEqual({
      status: 401,
      data: undefined,
      errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
    });
  }
  expect(identity.calls.length).toBe(before);
});

test('a session that is revoked is refused, and no other', async () => {
  const [sub, sid] = [newId(), newId()];
  const token = await issuer.token({ claims: { sub, sid } });
  const another = await issuer.token({ claims: { sub } });
  expect((await ask(`Bearer ${token}`)).status).toBe(200);

  await revoke(sub, sid, 2);

  await expect.poll(async () => (await ask(`Bearer ${token}`)).status).toBe(401);
  expect((await ask(`Bearer ${another}`)).status).toBe(200);
});

test('of a revoked account older tokens are refused, and those that came with the revocation are not', async () => {
  const sub = newId();
  const [old, fresh] = await Promise.all([4, 5].map((ver) => issuer.token({ claims: { sub, ver } })));
  expect((await ask(`Bearer ${old}`)).status).toBe(200);

  await revoke(sub, null, 5);

  await expect.poll(async () => (await ask(`Bearer ${old}`)).status).toBe(401);
  expect((await ask(`Bearer ${fresh}`)).status).toBe(200);
});

test('a log that begins anew is read from its beginning, and what was revoked before stays so', async () => {
  const [before, after] = [newId(), newId()];
  const [one, other] = await Promise.all([before, after].map((sid) => issuer.token({ claims: { sid } })));
  await revoke(newId(), before, 2);
  await expect.poll(async () => (await ask(`Bearer ${one}`)).status).toBe(401);

  gateway.bus.loseEverything();
  expect((await ask(`Bearer ${other}`)).status).toBe(200);
  await revoke(newId(), after, 2);

  await expect.poll(async () => (await ask(`Bearer ${other}`)).status).toBe(401);
  expect((await ask(`Bearer ${one}`)).status).toBe(401);
});

test('a gateway that knows no keys takes no token', async () => {
  await using keyless = await openTestGateway();

  const { status } = await keyless.post('{ __typename }', {}, { authorization: `Bearer ${await issuer.token()}` });

  expect(status).toBe(401);
  expect((await keyless.post('{ __typename }')).status).toBe(200);
});
