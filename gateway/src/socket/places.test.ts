import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { TestSocket } from '../testing/test-socket.ts';

/** A gateway that takes two sockets of an address, behind a load balancer that says where clients are. */
const open = () => openTestGateway({ limits: { socketsPerAddress: 2 }, trustedProxies: ['127.0.0.1'] });

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
const socketFrom = ({ url }: TestGateway, address: string) => TestSocket.connect(url, from(address));

/** What a client is told in place of a socket. */
async function refusalOf({ url }: TestGateway, address: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', from(address));
  const [, response] = await once(socket, 'unexpected-response');
  return { status: response.statusCode, body: await json(response) };
}

const noSocketFree = { errors: [{ message: expect.any(String), extensions: { code: 'NO_SOCKET_FREE' } }] };

test('an address has so many sockets and no more, whoever opens them, and others have theirs', async () => {
  await using gateway = await open();
  await using _one = await socketFrom(gateway, '203.0.113.7');
  await using two = await socketFrom(gateway, '203.0.113.7');

  expect(await refusalOf(gateway, '203.0.113.7')).toEqual({ status: 429, body: noSocketFree });
  await using _other = await socketFrom(gateway, '203.0.113.8');
  await two[Symbol.asyncDispose]();
  await expect.poll(() => gateway.metric('gateway_websockets')).toBe(2);
  await using _again = await socketFrom(gateway, '203.0.113.7');
  expect(await gateway.metric('gateway_websockets_refused_total\\{reason="address"\\}')).toBe(1);
});

test('all addresses of an IPv6 network count as one', async () => {
  await using gateway = await open();
  await using _one = await socketFrom(gateway, '2001:db8:0:1::1');
  await using _two = await socketFrom(gateway, '2001:db8:0:1::2');

  expect(await refusalOf(gateway, '2001:db8:0:1::3')).toEqual({ status: 429, body: noSocketFree });
  await using _other = await socketFrom(gateway, '2001:db8:0:2::1');
});
