import { afterAll, describe, expect, test } from 'vitest';
import { openGraphs } from './fixtures/graph.ts';
import { expectNothingInner } from './fixtures/nothing-inner.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Readonly<Record<string, string>> = json) => ({ method: 'POST', headers, body });
const operation = (query: string, more: object = {}) => post(JSON.stringify({ query, ...more }));
const get = (parameters: Record<string, string>) => ({
  path: `/graphql?${String(new URLSearchParams(parameters))}`,
  headers: { 'apollo-require-preflight': 'true' },
});
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');
const nested = (depth: number, open: string, inner: string) =>
  `${open.repeat(depth)}${inner}${' } '.repeat(2 * depth)}`;

type Bad = readonly [
  what: string,
  request: RequestInit & { path?: string },
  status: number,
  code: string,
  words: string,
];

const bodies: readonly Bad[] = [
  ['a body that ends too soon', post('{"query": '), 400, 'BAD_REQUEST', 'not valid JSON'],
  ['an empty body', post(''), 400, 'BAD_REQUEST', 'empty'],
  ['a body that is no object', post('"{ __typename }"'), 400, 'BAD_REQUEST', 'POST body'],
  ['a query that is no text', post('{"query": 5}'), 400, 'BAD_REQUEST', 'must be strings'],
  ['a batch', post('[{"query":"{ __typename }"},{"query":"{ __typename }"}]'), 400, 'BAD_REQUEST', 'batching'],
  ['variables that are no object', operation('{ __typename }', { variables: [1] }), 400, 'BAD_REQUEST', '`variables`'],
  [
    'a body of another type',
    post('{ __typename }', { 'content-type': 'text/plain' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'Media Type',
  ],
  [
    'a body beyond a mebibyte',
    operation(`{ __typename } # ${'x'.repeat(1024 * 1024)}`),
    413,
    'PAYLOAD_TOO_LARGE',
    'too large',
  ],
  [
    'a document by its hash',
    post('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}'),
    200,
    'PERSISTED_QUERY_NOT_SUPPORTED',
    'Persisted',
  ],
  [
    'a mutation by GET',
    get({ query: 'mutation { confirmBooking(id: "1") { errors { code } } }' }),
    405,
    'BAD_REQUEST',
    'not mutation',
  ],
  [
    'variables by GET that are no JSON',
    get({ query: '{ __typename }', variables: '{' }),
    400,
    'BAD_REQUEST',
    'invalid JSON',
  ],
  [
    'a query by GET as any web page could send it',
    { path: '/graphql?query={__typename}' },
    400,
    'BAD_REQUEST',
    'Cross-Site',
  ],
  ['an unknown address', { path: '/graphiql' }, 404, 'NOT_FOUND', 'nothing at this address'],
];

const turns = (count: number) => `rooms { ${nested(count, 'tables { room { ', 'id')} }`;
const fragments = `${many(40, (index) => `fragment F${index} on Venue { ...F${index + 1} ...F${index + 1} }`)} fragment F40 on Venue { id }`;

const documents: readonly Bad[] = [
  ['a document that is not GraphQL', operation('{ venue('), 400, 'GRAPHQL_PARSE_FAILED', 'Syntax Error'],
  [
    'a document of 5 000 words',
    operation(`{ ${many(5_000, () => '__typename')} }`),
    400,
    'GRAPHQL_PARSE_FAILED',
    '4000 tokens',
  ],
  ['braces in braces in braces', operation('{ a '.repeat(3_000)), 400, 'GRAPHQL_PARSE_FAILED', '4000 tokens'],
  ['a field that is not there', operation('{ nothing }'), 400, 'GRAPHQL_VALIDATION_FAILED', '"nothing"'],
  ['a field of the inside', operation('{ _service { sdl } }'), 400, 'GRAPHQL_VALIDATION_FAILED', '"_service"'],
  [
    'fields too far below one another',
    operation(`{ venue(slug: "a") { ${nested(12, 'rooms { venue { ', 'id')} } }`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'at most 20',
  ],
  [
    '51 aliases',
    operation(`{ venue(slug: "a") { ${many(51, (index) => `a${index}: id`)} } }`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'at most 50',
  ],
  [
    '21 fields in the operation',
    operation(`{ ${many(21, (index) => `a${index}: venue(slug: "a") { id }`)} }`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'at most 20',
  ],
  [
    'fragments that double at every step',
    operation(`{ venue(slug: "a") { ...F0 } } ${fragments}`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'at most',
  ],
  [
    'fragments in a circle',
    operation('{ venue(slug: "a") { ...F } } fragment F on Venue { ...F }'),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'Cannot spread fragment "F" within itself',
  ],
  [
    'a few words with a huge answer',
    operation(`{ venue(slug: "cafe-central") { ${turns(7)} } }`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'at most 200000',
  ],
  [
    'a few words about everything in everything',
    operation(`{ __schema { types { ${nested(3, 'fields { type { ', 'name')} } } }`),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'introspection depth',
  ],
  [
    'an operation that is not there',
    operation('query A { __typename }', { operationName: 'B' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
    '`operationName`',
  ],
  [
    'two operations and no name',
    operation('query A { __typename } query B { __typename }'),
    400,
    'OPERATION_RESOLUTION_FAILURE',
    '`operationName`',
  ],
  [
    'a subscription by POST',
    operation('subscription { bookingStatusChanged { to } }'),
    400,
    'BAD_REQUEST',
    'WebSocket',
  ],
];

describe.each(graphs)('on the $kind platform', (graph) => {
  test.for([...bodies, ...documents])(
    '%s is refused',
    async ([, { path = '/graphql', ...request }, status, code, words]) => {
      const { errors = [], ...answer } = await graph.send(path, request);

      expect(answer).toEqual({ status });
      expect(errors[0]?.extensions.code).toBe(code);
      expect(errors[0]?.message).toContain(words);
      expectNothingInner(errors);
    },
  );

  test('after all of that it is alive and ready', async () => {
    const [alive, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(`${graph.url}${path}`)));

    expect(alive?.status).toBe(200);
    expect(ready?.status).toBe(200);
    expect(await graph.ask('{ __typename }')).toEqual({ status: 200, data: { __typename: 'Query' } });
  });
});
