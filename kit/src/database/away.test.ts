import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { freePort } from '../servers/free-port.ts';
import { isDatabaseAway } from './away.ts';

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('a server that is not there, and one that ends the connection, are away; one that refuses a statement is not', async () => {
  const nobody = new pg.Client({ host: '127.0.0.1', port: await freePort() });
  const client = new pg.Client(inject('postgresUrl'));
  client.on('error', () => {});
  await client.connect();

  const wrong = await failure(client.query('select nothing from nowhere'));
  const ended = await failure(client.query('select pg_terminate_backend(pg_backend_pid())'));

  expect(isDatabaseAway(await failure(nobody.connect()))).toBe(true);
  expect(isDatabaseAway(ended)).toBe(true);
  expect(isDatabaseAway(new Error('Begin failed', { cause: ended }))).toBe(true);
  expect(isDatabaseAway(wrong)).toBe(false);
  expect(isDatabaseAway(new TypeError('x is not a function'))).toBe(false);
});
