import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import type { Routes } from './app.ts';
import { openHttp } from './server.ts';
import type { Upgrade } from './upgrades.ts';

const log = openLog({ name: 'test', level: 'silent' });
const routes: Routes = (app) => {
  app.get('/address', async ({ ip }) => ({ ip }));
};

const upgrade: Upgrade = (_request, socket, _head, address) => void socket.end(address);

/** Of a request, and of an upgrade. */
async function addressesBy(trustedProxies: readonly string[], said: string) {
  const upgrades = { '/socket': upgrade };
  await using server = await openHttp({ port: 0, log, routes: [routes], upgrades, trustedProxies });
  const response = await fetch(`${server.url}/address`, { headers: { 'x-forwarded-for': said } });
  const client = connect(Number(new URL(server.url).port), '127.0.0.1');
  client.write(
    `GET /socket HTTP/1.1\r\nhost: test\r\nx-forwarded-for: ${said}\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n`,
  );
  return { request: await response.json(), upgrade: await text(client) };
}

const both = (address: string) => ({ request: { ip: address }, upgrade: address });

test('where a request or an upgrade comes from is what the connection says, whatever the client claims', async () => {
  expect(await addressesBy([], '203.0.113.7')).toEqual(both('127.0.0.1'));
  expect(await addressesBy(['10.0.0.0/8'], '203.0.113.7')).toEqual(both('127.0.0.1'));
});

test('a load balancer is believed, and not what its client has written before it', async () => {
  expect(await addressesBy(['loopback'], '203.0.113.7')).toEqual(both('203.0.113.7'));
  expect(await addressesBy(['loopback', '203.0.113.0/24'], '203.0.113.7')).toEqual(both('203.0.113.7'));
  expect(await addressesBy(['loopback'], ' ')).toEqual(both('127.0.0.1'));
  expect(await addressesBy(['127.0.0.1'], '198.51.100.1, 203.0.113.7')).toEqual(both('203.0.113.7'));
  expect(await addressesBy(['loopback'], '198.51.100.1, 203.0.113.7')).toEqual(both('203.0.113.7'));
});
