import { afterAll, expect, inject, test } from 'vitest';
import { openLog } from './log.ts';
import type { Principal } from './principal.ts';
import { serve } from './serve.ts';
import { defineSubgraph } from './subgraph.ts';
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
  ],
});
const running = opened.use(
  await serve(
    signpost,
    { ...platform, log: openLog({ name: 'test', level: 'silent' }) },
    { port: 0, gatewayKeys: new Map() },
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
