import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { administrator } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { bookingFixture, domeBooking, harbour, venueFixture } from '../testing/fixtures.ts';
import { listen, serveSubgraph } from '../testing/http-subgraph.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import { testMint, testVerifier } from '../testing/test-keys.ts';
import { overHttp } from './over-http.ts';

const both = `{ venue(slug: "harbour") { name } booking(id: "${domeBooking.id}") { reference venue { name } } }`;

test('the graph is the same over subgraphs in other processes', async () => {
  await using venueServer = await serveSubgraph(venueFixture());
  await using bookingServer = await serveSubgraph(bookingFixture());
  await using venue = overHttp(venueServer.url, testMint);
  await using booking = overHttp(bookingServer.url, testMint);
  await using gateway = await openTestGateway({ subgraphs: { venue, booking } });

  const answer = await gateway.post(both);
  const ready = await fetch(`${gateway.url}/readyz`);

  expect(answer).toEqual({
    status: 200,
    data: { venue: { name: 'Harbour Grill' }, booking: { reference: 'DM-1', venue: { name: 'The Dome' } } },
  });
  expect(ready.status).toBe(200);
});

test('a dead subgraph nulls its own fields only, each with an error at its place', async () => {
  const venueServer = await serveSubgraph(venueFixture());
  await using bookingServer = await serveSubgraph(bookingFixture());
  await using venue = overHttp(venueServer.url, testMint);
  await using booking = overHttp(bookingServer.url, testMint);
  await using gateway = await openTestGateway({ subgraphs: { venue, booking } });
  await venueServer[Symbol.asyncDispose]();

  const { status, data, errors } = await gateway.post(both);

  const message = 'The venue part of the graph does not answer at the moment';
  const extensions = { code: 'SUBGRAPH_UNAVAILABLE' };
  expect(status).toBe(200);
  expect(data).toEqual({ venue: null, booking: { reference: 'DM-1', venue: null } });
  expect(errors).toHaveLength(2);
  expect(errors).toEqual(
    expect.arrayContaining([
      { message, path: ['venue'], extensions },
      { message, path: ['booking', 'venue'], extensions },
    ]),
  );
});

test('a GraphQL answer counts whatever its HTTP status', async () => {
  await using server = await serveSubgraph(venueFixture(), 500);
  await using venue = overHttp(server.url, testMint);
  await using gateway = await openTestGateway({ subgraphs: { venue } });

  const { data, errors } = await gateway.post('{ a: venue(slug: "refused") { id } b: venue(slug: "harbour") { id } }');

  expect(data).toEqual({ a: null, b: { id: harbour.id } });
  expect(errors).toMatchObject([
    { message: 'One of id and slug', path: ['a'], extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test.each([
  ['no JSON', '<html>', 'JSON'],
  ['no GraphQL', '{"status":"fine"}', 'neither data nor errors'],
])('an answer that is %s is none', async (_, body, reason) => {
  await using server = await listen((_request, response) => void response.end(body));
  await using venue = overHttp(server.url, testMint);

  const answer = venue.execute({ query: '{ __typename }' }, { principal: administrator }, AbortSignal.timeout(5_000));

  await expect(answer).rejects.toThrow(reason);
});

test('the principal, the trace and the idempotency key travel as headers', async () => {
  const seen: Record<string, unknown>[] = [];
  await using server = await listen((request, response) => {
    seen.push(request.headers);
    response.end('{"data":{}}');
  });
  await using venue = overHttp(server.url, testMint);

  const headers = { principal: administrator, traceparent: '00-1-2-01', idempotencyKey: 'k1' };
  await venue.execute({ query: '{ __typename }' }, headers, AbortSignal.timeout(5_000));

  const [{ 'constellation-principal': token, traceparent, 'idempotency-key': key } = {}] = seen;
  expect(await testVerifier.verify(String(token))).toEqual(administrator);
  expect([traceparent, key]).toEqual(['00-1-2-01', 'k1']);
});

test('a question beside the graph is posted to its path, with a token', async () => {
  const seen: { url: string | undefined; token: string; body: string }[] = [];
  await using server = await listen(async (request, response) => {
    const token = String(request.headers['constellation-principal']);
    seen.push({ url: request.url, token, body: await text(request) });
    response.end('{"answer":42}');
  });
  await using venue = overHttp(server.url, testMint);

  const principal = { ...administrator, id: 'guest', scopes: [] };
  const answer = await venue.post('/ask', { question: '?' }, { principal }, AbortSignal.timeout(5_000));

  expect(answer).toEqual({ answer: 42 });
  expect(seen).toMatchObject([{ url: '/ask', body: '{"question":"?"}' }]);
  expect(await testVerifier.verify(seen[0]?.token)).toEqual(principal);
});

test.each([
  ['once where it may not be repeated', false, 1],
  ['again, also elsewhere, where it may', true, 3],
])('a question beside the graph that nobody answers is asked %s', async (_, isRepeatable, times) => {
  let asked = 0;
  const hangUp = (request: IncomingMessage) => {
    if (request.url === '/ask') asked += 1;
    request.socket.destroy();
  };
  await using one = await listen(hangUp);
  await using two = await listen(hangUp);
  await using identity = overHttp([one.url, two.url], testMint);

  const headers = { principal: administrator };
  const answer = identity.post('/ask', {}, headers, AbortSignal.timeout(5_000), isRepeatable);

  await expect(answer).rejects.toThrow('other side closed');
  expect(asked).toBe(times);
});

test('nothing else that a client sends reaches a subgraph', async () => {
  const seen: IncomingHttpHeaders[] = [];
  await using server = await listen(({ headers }, response) => {
    seen.push(headers);
    response.end('{"data":{"venue":null}}');
  });
  await using venue = overHttp(server.url, testMint);
  const guest = { ...administrator, id: 'guest', scopes: [] };
  await using gateway = await openTestGateway({ subgraphs: { venue }, authenticate: async () => guest });
  const stolen = await testMint.tokenFor(administrator);

  const sent = {
    'constellation-principal': stolen,
    'Constellation-Scopes': 'admin',
    constellation: 'admin',
    authorization: `Bearer ${stolen}`,
    cookie: `constellation-principal=${stolen}`,
    'x-forwarded-for': '203.0.113.7',
    'constellation-address': '203.0.113.7',
    'constellation-origin': 'https://elsewhere.example.org',
  };
  await gateway.post('{ venue(slug: "dome") { id } }', {}, sent);

  const [
    {
      'constellation-principal': token,
      'constellation-address': address,
      'constellation-origin': origin,
      ...others
    } = {},
  ] = seen;
  expect(seen).toHaveLength(1);
  expect([address, origin]).toEqual(['127.0.0.1', gateway.url]);
  expect(await testVerifier.verify(String(token))).toEqual(guest);
  expect(Object.keys(others).toSorted()).toEqual([
    'accept',
    'connection',
    'content-length',
    'content-type',
    'host',
    'traceparent',
  ]);
});

test('a subgraph that does not believe this gateway is no fault of the client', async () => {
  await using server = await listen((_request, response) => {
    const errors = [{ message: 'Who are you?', extensions: { code: 'UNAUTHENTICATED' } }];
    response.writeHead(401).end(JSON.stringify({ errors }));
  });
  await using venue = overHttp(server.url, testMint);
  await using gateway = await openTestGateway({ subgraphs: { venue } });

  const { status, data, errors } = await gateway.post('{ venue(slug: "dome") { id } }');

  expect([status, data]).toEqual([200, { venue: null }]);
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['SUBGRAPH_UNAVAILABLE']);
  expect(gateway.logged.join()).toContain('It does not accept the token of this gateway');
  expect(gateway.logged.join()).not.toContain((await testMint.tokenFor(administrator)).split('.')[2]);
});

test('while one process does not know the new key yet, another one is asked, mutations too', async () => {
  await using late = await listen((_request, response) => void response.writeHead(401).end('{}'));
  await using knows = await listen((_request, response) => void response.end('{"data":{}}'));
  await using venue = overHttp([late.url, knows.url], testMint);
  const request = { query: 'mutation { __typename }' };

  const send = () => venue.execute(request, { principal: administrator }, AbortSignal.timeout(5_000));

  expect(await Promise.all([send(), send(), send()])).toEqual([{ data: {} }, { data: {} }, { data: {} }]);
});
