import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { ReturningClient } from './returning-client.ts';

/** A connection out of a pool, cut while nothing was under way on it. */
async function lostConnection() {
  const pool = new pg.Pool({ connectionString: inject('postgresUrl'), Client: ReturningClient });
  const client = await pool.connect();
  client.on('error', () => undefined);
  const ended = new Promise((resolve) => client.once('end', resolve));
  await Promise.allSettled([client.query('select pg_terminate_backend(pg_backend_pid())')]);
  await ended;
  return { pool, client, [Symbol.asyncDispose]: () => pool.end() };
}

test.for(['begin', 'start transaction isolation level serializable'])(
  'a lost connection that cannot %s leaves the pool',
  async (begin) => {
    await using connection = await lostConnection();

    await expect(connection.client.query(begin)).rejects.toThrow(/connection/i);

    expect(connection.pool.totalCount).toBe(0);
  },
);

test('a lost connection has rolled back, and leaves the pool when it is released', async () => {
  await using connection = await lostConnection();

  await connection.client.query('rollback');
  connection.client.release();

  expect(connection.pool.totalCount).toBe(0);
});

test('any other statement on a lost connection fails, and the connection stays with whoever holds it', async () => {
  await using connection = await lostConnection();

  await expect(connection.client.query('select 1')).rejects.toThrow(/connection/i);

  expect(connection.pool.totalCount).toBe(1);
  connection.client.release();
});
