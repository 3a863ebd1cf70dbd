import { expect, test } from 'vitest';
import { openTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const code = async (gateway: TestGateway, query: string, variables?: Record<string, unknown>) => {
  const { status, errors } = await gateway.post(query, variables);
  return [status, errors?.[0]?.extensions['code']];
};

const raw = async ({ url }: TestGateway, body: string, contentType = 'application/json') => {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': contentType }, body });
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code];
};

test('what is no GraphQL request is refused as such', async () => {
  await using gateway = await openTestGateway();

  expect(await raw(gateway, '{"query": ')).toEqual([400, 'BAD_REQUEST']);
  expect(await raw(gateway, '{}')).toEqual([400, 'BAD_REQUEST']);
  expect(await raw(gateway, '[{"query": "{ __typename }"}]')).toEqual([400, 'BAD_REQUEST']);
  expect(await raw(gateway, '{"query": "{ __typename }", "variables": [1]}')).toEqual([400, 'BAD_REQUEST']);
  expect(await raw(gateway, 'query=1', 'text/plain')).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
});

test('a body beyond one mebibyte is refused', async () => {
  await using gateway = await openTestGateway();

  expect(await raw(gateway, JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1024 * 1024)}` }))).toEqual([
    413,
    'PAYLOAD_TOO_LARGE',
  ]);
});

test('a document that is not GraphQL, or not of this graph, is refused', async () => {
  await using gateway = await openTestGateway();

  expect(await code(gateway, '{ venue(')).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
  expect(await code(gateway, '{ nothing }')).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  expect(await code(gateway, `{ ${'__typename '.repeat(5_000)} }`)).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
});

test('an operation that the document does not have is refused', async () => {
  await using gateway = await openTestGateway();
  const query = 'query A { __typename } query B { __typename }';

  expect(await raw(gateway, JSON.stringify({ query, operationName: 'C' }))).toEqual([
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ]);
  expect(await raw(gateway, JSON.stringify({ query }))).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
});

test('a subscription is refused over HTTP', async () => {
  await using gateway = await openTestGateway();

  expect(await code(gateway, 'subscription { bookingStatusChanged { version } }')).toEqual([400, 'BAD_REQUEST']);
});

test('documents that are deep, wide or full of aliases are refused before any subgraph is asked', async () => {
  await using gateway = await openTestGateway();
  const deep = `{ venues { edges { node { rooms { ${'venue { rooms { '.repeat(12)} id ${'} }'.repeat(12)} } } } } }`;
  const wide = `{ ${Array.from({ length: 21 }, (_, index) => `a${index}: venue(slug: "dome") { id }`).join(' ')} }`;
  const aliased = `{ venue(slug: "dome") { ${Array.from({ length: 51 }, (_, index) => `a${index}: id`).join(' ')} } }`;

  const results = await Promise.all([deep, wide, aliased].map((query) => code(gateway, query)));

  expect(results).toEqual(Array.from({ length: 3 }, () => [400, 'GRAPHQL_VALIDATION_FAILED']));
  expect(gateway.venue.calls).toEqual([]);
});

test('a small document that fragments blow up is refused at once', async () => {
  await using gateway = await openTestGateway();
  const fragments = Array.from(
    { length: 40 },
    (_, index) => `fragment F${index} on Venue { ...F${index + 1} ...F${index + 1} }`,
  );
  const bomb = `{ venue(slug: "dome") { ...F0 } } ${fragments.join(' ')} fragment F40 on Venue { id }`;

  expect(await code(gateway, bomb)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
});

test('a small document whose answer would be huge is refused, going by the sizes of its lists', async () => {
  await using gateway = await openTestGateway();
  const rooms = (turns: number) => `rooms { ${'tables { room { '.repeat(turns)} id ${'} }'.repeat(turns)} }`;
  const page = (first: string) => `{ venues${first} { edges { node { ${rooms(2)} } } } }`;
  const huge = [
    `{ venue(slug: "dome") { ${rooms(3)} } }`,
    page(''),
    page('(first: 100)'),
    `query ($n: Int!) ${page('(first: $n)')}`,
  ];

  const results = await Promise.all(huge.map((query) => code(gateway, query, { n: 1 })));

  expect(results).toEqual(huge.map(() => [400, 'GRAPHQL_VALIDATION_FAILED']));
  expect(gateway.venue.calls).toEqual([]);
  await gateway.post(page('(first: 2)'));
  expect(gateway.venue.calls).toHaveLength(1);
});

test('variables of a wrong type are refused with their name', async () => {
  await using gateway = await openTestGateway();

  const wrong = await gateway.post('query ($first: Int!) { venues(first: $first) { edges { cursor } } }', {
    first: 'many',
  });
  const missing = await gateway.post('query ($first: Int!) { venues(first: $first) { edges { cursor } } }');

  expect(wrong).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(wrong.errors?.[0]?.message).toContain('"$first"');
  expect(missing).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});
