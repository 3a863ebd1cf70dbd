import { afterAll, expect, inject, test } from 'vitest';
import { encodeHeaders } from './graph/headers.ts';
import { readGatewayKey, readGatewayPublicKeys } from './internal-token/keys.ts';
import { makeGatewayKeys } from './internal-token/make-keys.ts';
import { openMint } from './internal-token/mint.ts';
import { openLog } from './log.ts';
import { type Principal } from './principal.ts';
import { serve } from './serve.ts';
import { defineSubgraph } from './subgraph.ts';
import { administrator } from './testing/people.ts';
import { testPlatform } from './testing/test-platform.ts';

const opened = new AsyncDisposableStack();
const platform = opened.use(await testPlatform('embedded', inject('postgresUrl')));
afterAll(() => opened.disposeAsync());

const asked: Principal[] = [];
const signpost = defineSubgraph({
  name: 'signpost',
  typeDefs: 'type Query { nothing: String }',
  entities: [],
  migrations: [],
  resolvers: {},
  loaders: () => ({}),
  workers: [],
  routes: [
    {
      path: '/whither',
      answer: async ({ principal }) => {
        asked.push(principal);
        return { way: 'up' };
      },
    },
    { path: '/broken', answer: () => Promise.reject(new Error('the secret is 42')) },
    {
      path: '/within',
      for: 'GATEWAYS',
      answer: async ({ principal, address, trace }, body) => ({ principal, address, traceId: trace.traceId, body }),
    },
  ],
});
const pair = makeGatewayKeys();
const mint = openMint({ key: readGatewayKey(pair.key) });
const running = opened.use(
  await serve(
    signpost,
    { ...platform, log: openLog({ name: 'test', level: 'silent' }) },
    { port: 0, gatewayKeys: readGatewayPublicKeys(pair.publicKeys) },
  ),
);

test('a route answers in this process and over HTTP, as nobody', async () => {
  const response = await fetch(`${running.url}/whither`);

  expect([response.status, await response.json()]).toEqual([200, { way: 'up' }]);
  expect(await running.get('/whither')).toEqual({ way: 'up' });
  expect(asked.map(({ kind, scopes }) => ({ kind, scopes }))).toEqual([
    { kind: 'ANONYMOUS', scopes: [] },
    { kind: 'ANONYMOUS', scopes: [] },
  ]);
});

test('a route that fails says nothing of the inside, and one that is not there is an error', async () => {
  const response = await fetch(`${running.url}/broken`);

  expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('secret')]);
  await expect(running.get('/nowhere')).rejects.toThrow('The subgraph signpost has no route /nowhere');
});

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const headers = {
  principal: administrator,
  address: '203.0.113.7',
  traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
};
const told = { principal: administrator, address: '203.0.113.7', traceId, body: { question: '?' } };

const post = (given: Record<string, string>, body: string, path = '/within') =>
  fetch(`${running.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...given },
    body,
  });

test('a route for gateways hears what they post and for whom, in this process and over HTTP', async () => {
  const response = await post(await encodeHeaders(headers, mint), JSON.stringify({ question: '?' }));

  expect([response.status, await response.json()]).toEqual([200, told]);
  expect(await running.post('/within', { question: '?' }, headers)).toEqual(told);
});

test('nobody else reaches a route for gateways, whatever they post, and it is no public one', async () => {
  expect((await post({}, '{ no JSON')).status).toBe(401);
  expect((await post({ 'constellation-principal': 'a.b.c' }, '{}')).status).toBe(401);
  expect((await fetch(`${running.url}/within`)).status).toBe(404);
  await expect(running.get('/within')).rejects.toThrow('no route /within');
  await expect(running.post('/whither', {}, headers)).rejects.toThrow('no route /whither');
});

test('a gateway that posts what is no JSON is told so', async () => {
  const response = await post(await encodeHeaders(headers, mint), '{ no JSON');

  expect(response.status).toBe(400);
});
