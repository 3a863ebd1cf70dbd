import { once } from 'node:events';
import { connect } from 'node:net';
import { type Duplex, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import type { Routes } from './app.ts';
import { type HttpOptions, openHttp } from './server.ts';

const log = openLog({ name: 'test', level: 'silent' });

const open = (routes: Routes, options: Partial<HttpOptions> = {}) =>
  openHttp({ port: 0, log, routes: [routes], ...options });

/** Routes that tell when they were reached, and answer to the end only when they are let. */
function gate() {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  async function* words() {
    yield 'first ';
    reached.resolve();
    await opened.promise;
    yield 'last';
  }
  const routes: Routes = (app) => {
    app.get('/words', async (_request, reply) => reply.send(Readable.from(words())));
    app.get('/gate', async () => {
      reached.resolve();
      await opened.promise;
      return { through: true };
    });
  };
  return { routes, reached: reached.promise, open: opened.resolve };
}

test('a request in flight is finished and its connection closed, while new ones are refused', async () => {
  const { routes, reached, open: letThrough } = gate();
  const server = await open(routes);
  const inFlight = fetch(`${server.url}/gate`);
  await reached;

  const closed = server[Symbol.asyncDispose]();
  await expect.poll(() => server.node.listening).toBe(false);
  const late = fetch(`${server.url}/gate`, { headers: { connection: 'close' } });
  await expect(late).rejects.toThrow('fetch failed');
  letThrough();

  const response = await inFlight;
  expect(await response.json()).toEqual({ through: true });
  expect(response.headers.get('connection')).toBe('close');
  await closed;
});

test('an answer that had begun before is sent to its end, and no idle connection is waited for', async () => {
  const { routes, reached, open: letThrough } = gate();
  const server = await open(routes);
  const response = await fetch(`${server.url}/words`);
  await reached;

  const closed = server[Symbol.asyncDispose]();
  await expect.poll(() => server.node.listening).toBe(false);
  letThrough();

  expect(await response.text()).toBe('first last');
  await closed;
});

test('a request that does not finish in time is cut off', async () => {
  const { routes, reached } = gate();
  const server = await open(routes, { drainMs: 20 });
  const outcome = fetch(`${server.url}/gate`).then(
    () => 'answered',
    () => 'cut',
  );
  await reached;

  await server[Symbol.asyncDispose]();

  expect(await outcome).toBe('cut');
});

test('a connection that was taken over is cut at the deadline too', async () => {
  const upgrade = (_request: unknown, socket: Duplex) => void socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  const server = await open(() => undefined, { drainMs: 20, upgrades: { '/socket': upgrade } });
  const client = connect(Number(new URL(server.url).port), '127.0.0.1');
  client.write('GET /socket HTTP/1.1\r\nhost: test\r\nconnection: upgrade\r\nupgrade: test\r\n\r\n');
  await once(client, 'data');
  client.once('error', () => undefined);

  await server[Symbol.asyncDispose]();

  await expect.poll(() => client.destroyed).toBe(true);
});

test('for a while it still serves whoever has not noticed that it is going to stop', async () => {
  const server = await open((app) => void app.get('/draining', async () => ({ draining: app.isDraining() })), {
    lameDuckMs: 700,
  });
  const before = await fetch(`${server.url}/draining`);

  const closed = server[Symbol.asyncDispose]();
  const meanwhile = await fetch(`${server.url}/draining`);

  expect(await before.json()).toEqual({ draining: false });
  expect(await meanwhile.json()).toEqual({ draining: true });
  expect(meanwhile.headers.get('connection')).toBe('close');
  await closed;
});
