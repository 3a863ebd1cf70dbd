import { type Clock, type ExecutionHeaders, MovableClock, newId, type Principal } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fixtureSubgraph } from '../testing/fixture-subgraph.ts';
import { revocation } from '../testing/revocation.ts';
import { openTestGateway, type TestOptions } from '../testing/test-gateway.ts';
import { TestSocket } from '../testing/test-socket.ts';
import { claimsMapping } from './issuers/claims-mapping.ts';

const withPassword = (password: string) => basic({ email: 'ada@example.org', password });
const key = `cst_0123abcd_${'x'.repeat(43)}`;
const secret = key.replace('cst', 'csd');

const device: Principal = {
  kind: 'DEVICE',
  id: newId(),
  sessionId: newId(),
  scopes: ['devices:read', 'readings:write'],
  venueRoles: {},
};

const asked = z.object({ key: z.string().optional(), secret: z.string().optional(), password: z.string().optional() });

interface Question {
  readonly question: object;
  readonly headers: ExecutionHeaders;
}

/** A gateway that asks a test whom credentials speak for. */
async function open(options: TestOptions & { readonly clock?: Clock } = {}) {
  const [userId, partnerId, keyId] = [newId(), newId(), newId()];
  const scopes: Principal['scopes'] = ['bookings:read'];
  const questions: Question[] = [];
  const answers = new Map<string, object>([
    ['right', { principal: { kind: 'USER', id: userId, scopes, venueRoles: {} }, version: 3 }],
    [key, { principal: { kind: 'PARTNER', id: partnerId, sessionId: keyId, scopes, venueRoles: {} }, version: 1 }],
    ['waits', { refused: { code: 'TOO_MANY_ATTEMPTS', details: { until: '2126-01-01T00:00:00Z' } } }],
  ]);
  const identity = fixtureSubgraph('identity', { Query: { me: () => ({ scopes: [] }) } });
  const gateway = await openTestGateway({
    subgraphs: { identity },
    keys: async () => ({ keys: [] }),
    judge: async (question, headers) => {
      questions.push({ question, headers });
      const shown = asked.parse(question);
      return (
        answers.get(shown.key ?? shown.secret ?? shown.password ?? '') ?? {
          refused: { code: 'INVALID_CREDENTIALS', details: {} },
        }
      );
    },
    ...options,
  });
  const ask = (authorization: string) => gateway.post('{ me { scopes } }', {}, { authorization });
  return { ...gateway, ask, questions, answers, identity, userId, partnerId, keyId };
}

test('subgraphs are told whom a password or a key speaks for, and never see either', async () => {
  await using gateway = await open();

  const statuses = [(await gateway.ask(withPassword('right'))).status, (await gateway.ask(`Bearer ${key}`)).status];

  expect(statuses).toEqual([200, 200]);
  expect(gateway.identity.calls.map(({ headers }) => headers.principal)).toMatchObject([
    { kind: 'USER', id: gateway.userId },
    { kind: 'PARTNER', id: gateway.partnerId, sessionId: gateway.keyId },
  ]);
  expect(JSON.stringify(gateway.identity.calls)).not.toMatch(/cst_|right|YWRh/);
  expect(gateway.logged.join()).not.toMatch(/cst_|YWRh/);
});

test('identity is told where the client is, and nothing else of it', async () => {
  await using gateway = await open({ trustedProxies: ['127.0.0.1'] });

  const headers = { authorization: withPassword('right'), 'x-forwarded-for': '203.0.113.7' };
  await gateway.post('{ me { scopes } }', {}, headers);
  await using client = await TestSocket.connect(gateway.url, { headers: { 'x-forwarded-for': '203.0.113.8' } });
  client.send({ type: 'connection_init', payload: { authorization: withPassword('wrong') } });
  await client.closed;

  const principal = { kind: 'ANONYMOUS', id: 'anonymous', scopes: [], venueRoles: {} };
  const question = { kind: 'PASSWORD', email: 'ada@example.org' };
  expect(gateway.questions).toEqual([
    { question: { ...question, password: 'right' }, headers: { principal, address: '203.0.113.7' } },
    { question: { ...question, password: 'wrong' }, headers: { principal, address: '203.0.113.8' } },
  ]);
});

test.each([
  [withPassword('wrong'), 'Basic realm="constellation", charset="UTF-8"'],
  ['Basic !', 'Basic realm="constellation", charset="UTF-8"'],
  [`Bearer ${key.replaceAll('x', 'y')}`, 'Bearer error="invalid_token"'],
  ['Bearer !', 'Bearer error="invalid_token"'],
])('who shows %j is refused, and told how to show something better', async (authorization, challenge) => {
  await using gateway = await open();

  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: '{ __typename }' }),
  });

  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, challenge]);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('who has to wait is told so over HTTP and by a socket', async () => {
  await using gateway = await open();

  const { status, errors } = await gateway.ask(withPassword('waits'));
  await using client = await TestSocket.connect(gateway.url);
  client.send({ type: 'connection_init', payload: { authorization: withPassword('waits') } });

  expect({ status, errors }).toEqual({
    status: 429,
    errors: [
      {
        message: 'Too many attempts have failed; wait',
        extensions: { code: 'TOO_MANY_ATTEMPTS', details: { until: '2126-01-01T00:00:00Z' } },
      },
    ],
  });
  expect(await client.closed).toEqual({ code: 1013, reason: 'TOO_MANY_ATTEMPTS' });
});

test('a socket shows a password or a key at connection_init or with its upgrade', async () => {
  await using gateway = await open();

  for (const authorization of [withPassword('right'), `Bearer ${key}`]) {
    await using _first = await gateway.socket(authorization);
    await using second = await TestSocket.connect(gateway.url, { headers: { authorization } });
    second.send({ type: 'connection_init' });
    await second.take(({ type }) => type === 'connection_ack');
  }

  expect(gateway.questions).toHaveLength(2);
});

test('a revocation ends the sockets and the requests of a key, however late it is heard', async () => {
  const clock = new MovableClock();
  await using gateway = await open({ clock });
  await using client = await gateway.socket(`Bearer ${key}`);
  await clock.advance(24 * 3_600_000);
  gateway.answers.delete(key);

  await gateway.bus.publish('IDENTITY', [revocation(gateway.partnerId, gateway.keyId, 2)]);

  expect(await client.closed).toEqual({ code: 4403, reason: 'ACCESS_REVOKED' });
  expect((await gateway.ask(`Bearer ${key}`)).status).toBe(401);
});

test('a secret that a device has another one for ends with its time, and nothing that shows it lasts longer', async () => {
  const clock = new MovableClock();
  await using gateway = await open({ clock });
  const minuteAhead = clock.now().add({ seconds: 60 }).epochMilliseconds;
  gateway.answers.set(secret, { principal: device, version: 0, expiresAt: minuteAhead });
  await using client = await gateway.socket(`Bearer ${secret}`);
  const before = await gateway.ask(`Bearer ${secret}`);
  gateway.answers.delete(secret);

  await clock.advance(60_000);

  expect(before.status).toBe(200);
  expect(gateway.identity.calls.map(({ headers }) => headers.principal)).toEqual([device]);
  expect(await client.closed).toEqual({ code: 4403, reason: 'ACCESS_EXPIRED' });
  expect((await gateway.ask(`Bearer ${secret}`)).status).toBe(401);
});

test('what a secret opened before it was rotated ends with it, though nobody is told and requests are judged anew', async () => {
  const clock = new MovableClock();
  await using gateway = await open({ clock });
  const dayAhead = () => clock.now().add({ hours: 24 }).epochMilliseconds;
  const judgedAs = (expiresAt: number) => gateway.answers.set(secret, { principal: device, version: 0, expiresAt });
  judgedAs(dayAhead());
  await using client = await gateway.socket(`Bearer ${secret}`);

  await clock.advance(60_000);
  judgedAs(dayAhead());
  await clock.advance(23 * 3_600_000);
  const meanwhile = await gateway.ask(`Bearer ${secret}`);
  await client.settle();
  await clock.advance(3_540_000);
  const asLongAsItIsGood = await gateway.ask(`Bearer ${secret}`);

  expect(await client.closed).toEqual({ code: 4403, reason: 'ACCESS_EXPIRED' });
  expect([meanwhile.status, asLongAsItIsGood.status]).toEqual([200, 200]);
});

test('where people sign in elsewhere keys and devices are good, and no password', async () => {
  const outsideIssuer = {
    issuer: 'http://127.0.0.1:1',
    audience: 'graph',
    tokenType: 'at+jwt' as const,
    claims: claimsMapping.parse({}),
  };
  await using gateway = await open({ outsideIssuer });

  gateway.answers.set(secret, { principal: device, version: 0 });

  const answers = [withPassword('right'), `Bearer ${key}`, `Bearer ${secret}`].map((shown) => gateway.ask(shown));

  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 200, 200]);
  expect(gateway.questions).toHaveLength(2);
});

test('a gateway that has nobody to ask takes no key and no password', async () => {
  await using gateway = await openTestGateway({ keys: async () => ({ keys: [] }) });

  for (const authorization of [withPassword('right'), `Bearer ${key}`])
    expect((await gateway.post('{ __typename }', {}, { authorization })).status).toBe(401);
});
