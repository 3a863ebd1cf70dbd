import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, inject, test } from 'vitest';
import { openClient } from './fixtures/client.ts';
import { openDataDirectory } from './fixtures/data-directory.ts';
import { shareOpened } from './fixtures/share-opened.ts';
import { startStandalone } from './fixtures/standalone.ts';

/** A port that somebody has. */
async function takePort(): Promise<{ port: string } & AsyncDisposable> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    port: String(address.port),
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

async function freePort(): Promise<string> {
  await using taken = await takePort();
  return taken.port;
}

const shared = shareOpened(async (stack) => {
  const data = stack.use(await openDataDirectory());
  const port = await freePort();
  const environment = { PORT: port, CONSTELLATION_ALLOWED_ORIGINS: 'http://localhost:3000' };
  return { data, port, child: stack.use(startStandalone(data.path, environment)) };
});

test('PORT and DATA_DIR are honoured, and the console says where everything is', async () => {
  const { data, port, child } = await shared();

  expect(await child.url).toBe(`http://127.0.0.1:${port}`);
  expect(child.output()).toContain(`http://127.0.0.1:${port}/sandbox`);
  expect(child.output()).toContain(data.path);
  expect(await openClient(await child.url, { authorization: null }).ask('{ __typename }')).toEqual({
    status: 200,
    data: { __typename: 'Query' },
  });
  expect(await data.postgres.pid()).toBeDefined();
});

test('everything that is wrong with the environment is said in one message, and nothing is started', async () => {
  await using data = await openDataDirectory();

  await using child = startStandalone(data.path, { PORT: 'four thousand', CONSTELLATION_LOG_LEVL: 'info' });

  expect(await child.end).toEqual({ code: 1, signal: null });
  expect(child.output().split('\n  ')).toEqual([
    'The environment cannot be used:',
    'PORT is refused: expected a port from 0 to 65535, such as 4000 (where the graph is served)',
    'CONSTELLATION_LOG_LEVL is unknown: is it meant to be CONSTELLATION_LOG_LEVEL?\n',
  ]);
  expect(existsSync(data.path)).toBe(false);
});

test('where another program has the port, it says so and leaves no PostgreSQL behind', async () => {
  await using data = await openDataDirectory(inject('preparedDirectory'));
  await using taken = await takePort();

  await using child = startStandalone(data.path, { PORT: taken.port });

  expect(await child.end).toEqual({ code: 1, signal: null });
  expect(child.output()).toContain(`The port ${taken.port} of 127.0.0.1 is in use by another program`);
  expect(await data.postgres.pid()).toBeUndefined();
});

test('web pages of the origins in CONSTELLATION_ALLOWED_ORIGINS may use the graph, and no others', async () => {
  const { child } = await shared();
  const url = await child.url;

  const allowedTo = async (origin: string) => {
    const headers = { origin, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    return answer.headers.get('access-control-allow-origin');
  };

  expect([await allowedTo('http://localhost:3000'), await allowedTo('http://localhost:3001')]).toEqual([
    'http://localhost:3000',
    null,
  ]);
});
