import { expect, test } from 'vitest';
import { openTestGateway } from '../testing/test-gateway.ts';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const query = `query=${encodeURIComponent('{ __typename }')}`;

const get = async (url: string, headers: Record<string, string>) => {
  const response = await fetch(url, { headers, redirect: 'manual' });
  const isJson = response.headers.get('content-type')?.includes('json');
  const body: unknown = isJson ? await response.json() : undefined;
  return { status: response.status, to: response.headers.get('location'), body };
};

test('a browser that opens the graph is led to the sandbox', async () => {
  await using gateway = await openTestGateway();

  expect(await get(`${gateway.url}/graphql`, { accept: browser })).toMatchObject({ status: 302, to: '/sandbox' });
});

test('whoever else asks nothing is told how to ask', async () => {
  await using gateway = await openTestGateway();
  const told = {
    status: 400,
    to: null,
    body: {
      errors: [
        { message: expect.stringMatching(/POST .*content-type.*\/sandbox/), extensions: { code: 'BAD_REQUEST' } },
      ],
    },
  };

  expect(await get(`${gateway.url}/graphql`, { accept: '*/*' })).toEqual(told);
  expect(await get(`${gateway.url}/graphql?`, { 'apollo-require-preflight': 'true' })).toEqual(told);
});

test('a query is answered, and its hash alone refused, whoever accepts what', async () => {
  await using gateway = await openTestGateway();
  const headers = { accept: `${browser}, application/json`, 'apollo-require-preflight': 'true' };

  expect(await get(`${gateway.url}/graphql?${query}`, headers)).toEqual({
    status: 200,
    to: null,
    body: { data: { __typename: 'Query' } },
  });
  const hash = encodeURIComponent('{"persistedQuery":{"version":1,"sha256Hash":"x"}}');
  expect(await get(`${gateway.url}/graphql?extensions=${hash}`, headers)).toMatchObject({
    body: { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }] },
  });
});
