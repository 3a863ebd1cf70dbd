import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openClient } from './fixtures/client.ts';
import { openFleet } from './fixtures/fleet.ts';
import { load } from './fixtures/load.ts';
import { shareOpened } from './fixtures/share-opened.ts';
import { openVenue } from './fixtures/venue.ts';

const shared = shareOpened(async (stack) => {
  // Time for a test to look at a gateway that goes.
  const environment = (name: string) => (name.startsWith('gateway') ? { CONSTELLATION_LAME_DUCK: '4s' } : {});
  const { gateways, subgraphs } = stack.use(await openFleet({ environment }));
  const [gateway, other] = gateways;
  const [booking] = subgraphs.booking;
  if (!gateway || !other || !booking) throw new Error('The fleet is smaller than that');
  return { gateway, other, booking };
});

test('distributed platform: a subgraph that is told to stop under load loses nobody a request', async () => {
  const { gateway, booking } = await shared();
  const venue = await openVenue(openClient(gateway.url), 4);
  const { pid, restarts } = booking;
  const clients = load([gateway.url], venue);
  await expect.poll(clients.answers).toBeGreaterThan(100);

  booking.kill('SIGTERM');
  await booking.ended();
  const then = clients.answers();
  await expect.poll(clients.answers).toBeGreaterThan(then + 100);
  await booking.ready();
  await clients.end();

  expect(clients.failures).toEqual([]);
  expect(booking.restarts).toBe(restarts + 1);
  expect(booking.pid).not.toBe(pid);
});

test('distributed platform: a gateway that is told to stop sends sockets elsewhere at once and finishes what it was asked', async () => {
  const { gateway, other } = await shared();
  const venue = await openVenue(openClient(other.url), 4);
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
  await once(socket, 'message');
  const { promise: closed, resolve } = Promise.withResolvers<{ code: number; answers: number }>();
  const clients = load([gateway.url, other.url], venue);
  socket.on('close', (code) => resolve({ code, answers: clients.answers() }));
  await expect.poll(clients.answers).toBeGreaterThan(100);

  gateway.kill('SIGTERM');
  const { code, answers } = await closed;
  const late = await statusOfUpgrade(gateway.url);
  const ready = await fetch(`${gateway.url}/readyz`);
  await gateway.ended();
  await clients.end();

  expect(clients.failures).toEqual([]);
  expect(code).toBe(1012);
  expect(clients.answers()).toBeGreaterThan(answers + 20);
  expect(late).toBe(503);
  expect([ready.status, ready.headers.get('connection')]).toEqual([503, 'close']);
});

/** What somebody is told who asks for a WebSocket in vain. */
function statusOfUpgrade(url: string): Promise<number | undefined> {
  const late = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  return new Promise((resolve, reject) => {
    late.on('unexpected-response', (_, { statusCode }) => resolve(statusCode));
    late.on('error', reject);
  });
}
