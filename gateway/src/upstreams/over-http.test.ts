import { developmentPrincipal } from '@constellation/kit';
import { expect, test } from 'vitest';
import { bookingFixture, domeBooking, harbour, venueFixture } from '../testing/fixtures.ts';
import { listen, serveSubgraph } from '../testing/http-subgraph.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import { overHttp } from './over-http.ts';

const both = `{ venue(slug: "harbour") { name } booking(id: "${domeBooking.id}") { reference venue { name } } }`;

test('the graph is the same over subgraphs in other processes', async () => {
  await using venueServer = await serveSubgraph(venueFixture());
  await using bookingServer = await serveSubgraph(bookingFixture());
  await using venue = overHttp(venueServer.url);
  await using booking = overHttp(bookingServer.url);
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
  await using venue = overHttp(venueServer.url);
  await using booking = overHttp(bookingServer.url);
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
  await using venue = overHttp(server.url);
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
  await using venue = overHttp(server.url);

  const answer = venue.execute(
    { query: '{ __typename }' },
    { principal: developmentPrincipal },
    AbortSignal.timeout(5_000),
  );

  await expect(answer).rejects.toThrow(reason);
});

test('the principal, the trace and the idempotency key travel as headers', async () => {
  const seen: Record<string, unknown>[] = [];
  await using server = await listen((request, response) => {
    seen.push(request.headers);
    response.end('{"data":{}}');
  });
  await using venue = overHttp(server.url);

  const headers = { principal: developmentPrincipal, traceparent: '00-1-2-01', idempotencyKey: 'k1' };
  await venue.execute({ query: '{ __typename }' }, headers, AbortSignal.timeout(5_000));

  const [{ 'constellation-principal': principal, traceparent, 'idempotency-key': key } = {}] = seen;
  expect(JSON.parse(Buffer.from(String(principal), 'base64url').toString())).toEqual(developmentPrincipal);
  expect([traceparent, key]).toEqual(['00-1-2-01', 'k1']);
});
