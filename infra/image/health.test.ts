import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const health = fileURLToPath(new URL('health.mjs', import.meta.url));

/** A process that lives and is not ready. */
async function serve() {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/healthz' ? 200 : 503).end('not ready');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { port: String(address.port), [Symbol.asyncDispose]: async () => void server.close() };
}

/** Not waited for synchronously: the server runs in this process. */
async function ask(environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child = spawn(process.execPath, [health, ...args], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += String(text)));
  await once(child, 'close');
  return { code: child.exitCode, said };
}

test('a process that lives is healthy, ready or not', async () => {
  await using server = await serve();

  expect(await ask({ PORT: server.port })).toEqual({ code: 0, said: '' });
});

test('asked for another address it tells what that answers', async () => {
  await using server = await serve();

  expect(await ask({ PORT: server.port }, '/readyz')).toEqual({ code: 1, said: '503 not ready\n' });
});

test('it asks at the address that the process listens on', async () => {
  await using server = await serve();

  expect(await ask({ PORT: server.port, CONSTELLATION_HOST: 'localhost' })).toMatchObject({ code: 0 });
  expect(await ask({ PORT: server.port, CONSTELLATION_HOST: '::' })).toMatchObject({ code: 1 });
});

test('a process that does not answer is not healthy', async () => {
  const { port } = await serve().then(async (server) => {
    await server[Symbol.asyncDispose]();
    return server;
  });

  expect(await ask({ PORT: port })).toEqual({ code: 1, said: 'fetch failed\n' });
});
