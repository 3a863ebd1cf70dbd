import { once } from 'node:events';
import { connect } from 'node:net';
import { administrator } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { openTestGateway } from '../testing/test-gateway.ts';
import { TestSocket } from '../testing/test-socket.ts';

test.each([
  ['is not GraphQL', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
  ['is not of this graph', 'subscription { weatherChanged { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'has two root fields',
    'subscription { a: bookingStatusChanged { version } b: bookingStatusChanged { version } }',
    {},
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'is beyond the limits',
    `subscription { bookingStatusChanged { ${Array.from({ length: 51 }, (_, n) => `a${n}: version`).join(' ')} } }`,
    {},
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['is a query', '{ venue(slug: "dome") { id } }', {}, 'BAD_REQUEST'],
  [
    'is one of several',
    'subscription A { bookingStatusChanged { version } } subscription B { bookingStatusChanged { version } }',
    {},
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'has a variable of a wrong type',
    'subscription ($m: DeliveryMode!) { bookingStatusChanged(mode: $m) { version } }',
    { m: 'SOME' },
    'BAD_USER_INPUT',
  ],
])('an operation that %s ends with a coded error, and the socket goes on', async (_, query, variables, code) => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();

  await client.subscribe('1', query, variables);
  await client.subscribe('2', 'subscription { bookingStatusChanged { version } }');

  const frame = await client.next('1');
  expect(frame).toMatchObject({ type: 'error', id: '1' });
  expect(frame.payload).toContainEqual(expect.objectContaining({ extensions: { code } }));
  expect(await gateway.metric('gateway_subscription_topics')).toBe(1);
});

test('who may not read bookings may not watch them either', async () => {
  const authenticate = async () => ({ ...administrator, scopes: [] });
  await using gateway = await openTestGateway({ authenticate });
  await using client = await gateway.socket();

  await client.subscribe('1', 'subscription { bookingStatusChanged { version } }');

  expect(await client.next('1')).toEqual({
    id: '1',
    type: 'error',
    payload: [
      {
        message: 'Subscription.bookingStatusChanged needs the scope bookings:read',
        extensions: { code: 'FORBIDDEN', details: { missing: [['bookings:read']] } },
      },
    ],
  });
  expect(await gateway.metric('gateway_subscription_topics')).toBe(0);
});

test('a socket carries only so many subscriptions', async () => {
  await using gateway = await openTestGateway({ limits: { subscriptionsPerSocket: 2 } });
  await using client = await gateway.socket();
  const query = 'subscription { bookingStatusChanged { version } }';

  for (const id of ['1', '2', '3']) await client.subscribe(id, query);
  client.send({ type: 'complete', id: '1' });
  await client.subscribe('4', query);

  expect(await client.next('3')).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_REQUEST' } }] });
  expect(client.frames).toEqual([]);
});

test('who does not introduce itself in time, or skips that, is disconnected', async () => {
  await using impatient = await openTestGateway({ limits: { initMs: 20 } });
  await using patient = await openTestGateway();
  await using silent = await TestSocket.connect(impatient.url);
  await using hasty = await TestSocket.connect(patient.url);

  hasty.send({ type: 'subscribe', id: '1', payload: { query: 'subscription { bookingStatusChanged { version } }' } });

  expect(await silent.closed).toMatchObject({ code: 4408 });
  expect(await hasty.closed).toMatchObject({ code: 4401 });
});

test('a message that is too long or none of the protocol ends the socket', async () => {
  await using gateway = await openTestGateway();
  await using long = await gateway.socket();
  await using strange = await gateway.socket();

  long.send({ type: 'ping', payload: 'x'.repeat(64 * 1024) });
  strange.send({ type: 'hello' });

  expect(await long.closed).toMatchObject({ code: 1009 });
  expect(await strange.closed).toMatchObject({ code: 4400 });
});

test('a client that answers no pings is gone', async () => {
  await using gateway = await openTestGateway({ limits: { pingMs: 20 } });
  await using dead = await TestSocket.connect(gateway.url, { autoPong: false });

  expect(await dead.closed).toMatchObject({ code: 1006 });
});

test('beyond the most sockets, and at other addresses, no socket opens', async () => {
  await using gateway = await openTestGateway({ limits: { sockets: 1 } });
  await using _first = await gateway.socket();

  await expect(TestSocket.connect(gateway.url)).rejects.toThrow('503');
  await expect(TestSocket.connect(`${gateway.url}/elsewhere`)).rejects.toThrow('404');
});

test('a client that is gone before its refusal does no harm', async () => {
  await using gateway = await openTestGateway({ limits: { sockets: 0 } });
  const { hostname, port } = new URL(gateway.url);
  const head = [
    'GET /graphql HTTP/1.1',
    'Host: constellation',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];

  const connection = connect(Number(port), hostname);
  await once(connection, 'connect');
  connection.write(`${head.join('\r\n')}\r\n\r\n`, () => connection.resetAndDestroy());
  await once(connection, 'close');

  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
});
