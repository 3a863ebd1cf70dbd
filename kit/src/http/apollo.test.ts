import { ApolloServer, type ApolloServerOptionsWithTypeDefs } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { graphqlRoute } from './apollo.ts';
import { openHttp } from './server.ts';

interface Context {
  readonly caller: string | undefined;
}

const typeDefs =
  'type Query { hello(name: String = "you"): String caller: String } type Mutation { rename(to: String!): String }';

const resolvers = {
  Query: {
    hello: (_parent: unknown, { name }: { name: string }) => `hello ${name}`,
    caller: (_parent: unknown, _args: unknown, { caller }: Context) => caller,
  },
  Mutation: { rename: (_parent: unknown, { to }: { to: string }) => to },
};

async function open(options: Partial<ApolloServerOptionsWithTypeDefs<Context>> = {}) {
  await using opened = new AsyncDisposableStack();
  const graph = new ApolloServer<Context>({ typeDefs, resolvers, stopOnTerminationSignals: false, ...options });
  await graph.start();
  opened.defer(() => graph.stop());
  const log = openLog({ name: 'test', level: 'silent' });
  const contextFrom = async ({ headers }: FastifyRequest) => ({ caller: headers['x-caller']?.toString() });
  const { url } = opened.use(
    await openHttp({ port: 0, log, routes: [(app) => graphqlRoute(app, '/graphql', graph, contextFrom)] }),
  );
  const running = opened.move();
  return { url: `${url}/graphql`, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const post = (url: string, body: object, headers = {}) =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

test('a posted operation is executed with its variables and the context of its request', async () => {
  await using graph = await open();
  const query = 'query Greet($name: String) { hello(name: $name) caller }';

  const response = await post(graph.url, { query, variables: { name: 'Ada' } }, { 'x-caller': 'Grace' });

  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await response.json()).toEqual({ data: { hello: 'hello Ada', caller: 'Grace' } });
});

test('a query can be asked by GET, a mutation cannot', async () => {
  await using graph = await open();
  const ask = (query: string) =>
    fetch(`${graph.url}?${new URLSearchParams({ query }).toString()}`, {
      headers: { 'apollo-require-preflight': '1' },
    });

  const [query, mutation] = await Promise.all([
    ask('{ hello(name: "Ada & Ben") }'),
    ask('mutation { rename(to: "x") }'),
  ]);

  expect([query.status, mutation.status]).toEqual([200, 405]);
  expect(await query.json()).toEqual({ data: { hello: 'hello Ada & Ben' } });
  expect(mutation.headers.get('allow')).toBe('POST');
});

test('a client that wants the newer media type gets it, with the status it demands', async () => {
  await using graph = await open();

  const response = await post(graph.url, { query: '{ nonsense }' }, { accept: 'application/graphql-response+json' });

  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
});

test.each([
  ['a list', []],
  ['no query', {}],
  ['a query that is no text', { query: 1 }],
])('%s in a body is a coded bad request', async (_what, body) => {
  await using graph = await open();

  const response = await post(graph.url, body);

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test('other methods are refused with what is allowed', async () => {
  await using graph = await open({ csrfPrevention: false });

  const response = await fetch(graph.url, { method: 'DELETE' });

  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, POST');
});

test('an answer in parts is sent part by part', async () => {
  const part = Promise.withResolvers<void>();
  async function* later() {
    await part.promise;
    yield { hasNext: false, incremental: [{ data: { caller: 'late' }, path: [] }] };
  }
  const initialResult = { data: { hello: 'early' }, hasNext: true };
  await using graph = await open({
    legacyExperimentalExecuteIncrementally: () => ({ initialResult, subsequentResults: later() }),
  });

  const response = await post(graph.url, { query: '{ hello }' }, { accept: 'multipart/mixed; deferSpec=20220824' });

  const parts = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await parts?.read();
  part.resolve();
  const second = await parts?.read();
  expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary="-"/);
  expect([first?.value, second?.value]).toEqual([expect.stringContaining('early'), expect.stringContaining('late')]);
});
