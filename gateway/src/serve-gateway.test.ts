import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { fixtureSubgraph } from './testing/fixture-subgraph.ts';
import { domeBooking, harbour, lostBooking } from './testing/fixtures.ts';
import { openTestGateway } from './testing/test-gateway.ts';

test('one operation reads a venue and a booking, and the venue behind the booking', async () => {
  await using gateway = await openTestGateway();

  const answer = await gateway.post(
    'query ($slug: String, $id: ID) { venue(slug: $slug) { id name } booking(id: $id) { reference venue { name timeZone } } }',
    { slug: 'harbour', id: domeBooking.id },
  );

  expect(answer).toEqual({
    status: 200,
    data: {
      venue: { id: harbour.id, name: 'Harbour Grill' },
      booking: { reference: 'DM-1', venue: { name: 'The Dome', timeZone: 'America/Denver' } },
    },
  });
});

test('a reference that leads nowhere is null, and that is all', async () => {
  await using gateway = await openTestGateway();

  const answer = await gateway.post(`{ booking(id: "${lostBooking.id}") { reference venue { name } } }`);

  expect(answer).toEqual({ status: 200, data: { booking: { reference: 'LO-1', venue: null } } });
});

test('a query may be sent by GET, a mutation may not', async () => {
  await using gateway = await openTestGateway();
  const get = (query: string) =>
    fetch(`${gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });

  const query = await get('{ venue(slug: "dome") { name } }');
  const mutation = await get('mutation { confirmBooking(id: "1") { booking { id } } }');

  expect(await query.json()).toEqual({ data: { venue: { name: 'The Dome' } } });
  expect(mutation.status).toBe(405);
});

test('a request that any web page could make is refused', async () => {
  await using gateway = await openTestGateway();

  const response = await fetch(`${gateway.url}/graphql?query={__typename}`);

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test('the graph tells tools about itself', async () => {
  await using gateway = await openTestGateway();

  const { data } = await gateway.post(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }));

  expect(data).toMatchObject({ __schema: { subscriptionType: { name: 'Subscription' } } });
});

test('subgraphs get the principal, the trace and the idempotency key of the mutation', async () => {
  await using gateway = await openTestGateway();
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  await gateway.post(
    `mutation { confirmBooking(id: "${domeBooking.id}") { booking { venue { name } } } }`,
    {},
    { 'idempotency-key': 'k1', traceparent },
  );

  const [mutation] = gateway.booking.calls;
  const [entities] = gateway.venue.calls;
  expect(mutation?.headers).toMatchObject({ principal: { kind: 'USER' }, idempotencyKey: 'k1' });
  expect(mutation?.headers.traceparent).toContain('0af7651916cd43dd8448eb211c80319c');
  expect(entities?.headers.idempotencyKey).toBeUndefined();
});

test('the address without a path leads to the sandbox', async () => {
  await using gateway = await openTestGateway();

  const response = await fetch(gateway.url, { redirect: 'manual' });

  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe('/sandbox');
});

test('it is ready without a subgraph too, and says which one it misses', async () => {
  const down = { ...fixtureSubgraph('booking', {}), ready: () => Promise.reject(new Error('down')) };
  await using up = await openTestGateway();
  await using half = await openTestGateway({ booking: down });

  const ready = await fetch(`${up.url}/readyz`);
  const degraded = await fetch(`${half.url}/readyz`);

  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ status: 'ready', checks: { bus: 'ok', venue: 'ok', booking: 'ok' } });
  expect(degraded.status).toBe(200);
  expect(await degraded.json()).toEqual({
    status: 'degraded',
    checks: { bus: 'ok', venue: 'ok', booking: 'failed' },
  });
});
