import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { openHttp } from './server.ts';

const log = openLog({ name: 'test', level: 'silent' });
const upgrade = (_request: unknown, socket: Duplex) => void socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\nours');

test.each([
  ['/socket', /^HTTP\/1\.1 101 [^]*ours$/],
  ['/socket?token=1', /^HTTP\/1\.1 101 [^]*ours$/],
  ['/socket/else', /^HTTP\/1\.1 404 [^]*"code":"NOT_FOUND"/],
  ['/toString', /^HTTP\/1\.1 404 [^]*"code":"NOT_FOUND"/],
])('an upgrade of %s is taken over or refused by its path', async (path, answer) => {
  await using server = await openHttp({ port: 0, log, routes: [], upgrades: { '/socket': upgrade } });
  const client = connect(Number(new URL(server.url).port), '127.0.0.1');

  client.write(`GET ${path} HTTP/1.1\r\nhost: test\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`);

  expect(await text(client)).toMatch(answer);
});

test('who is refused and does not hang up keeps no connection', async () => {
  await using server = await openHttp({ port: 0, log, routes: [], upgrades: { '/socket': upgrade } });
  const client = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true });
  const connections = promisify(server.node.getConnections.bind(server.node));

  client.write('GET /else HTTP/1.1\r\nhost: test\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  await once(client.resume(), 'end');

  await expect.poll(() => connections()).toBe(0);
  client.destroy();
});

test('a client that resets its connection while it is refused does no harm', async () => {
  await using server = await openHttp({ port: 0, log, routes: [], upgrades: { '/socket': upgrade } });
  const port = Number(new URL(server.url).port);

  for (let turn = 0; turn < 50; turn++) {
    const client = connect(port, '127.0.0.1');
    client.write('GET /else HTTP/1.1\r\nhost: test\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n', () =>
      client.resetAndDestroy(),
    );
    await once(client, 'close');
  }

  expect((await fetch(`${server.url}/else`)).status).toBe(404);
});

test('where nobody takes connections over, an upgrade is an ordinary request', async () => {
  await using server = await openHttp({ port: 0, log, routes: [] });
  const client = connect(Number(new URL(server.url).port), '127.0.0.1');

  client.write('GET /socket HTTP/1.1\r\nhost: test\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n\r\n');

  expect(await text(client)).toMatch(/^HTTP\/1\.1 404 /);
});
