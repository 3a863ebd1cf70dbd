import pg from 'pg';
import { expect, test } from 'vitest';
import { MovableClock } from '../clock.ts';
import { openLog } from '../log.ts';
import { privateDirectory } from '../testing/private-directory.ts';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { postgresServer } from './postgres-server.ts';

test('a server that can never have what a process may take is refused, one that has too little left is warned of', async () => {
  await using directory = await privateDirectory('room');
  const lines: string[] = [];
  const log = openLog({ name: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });
  const settings = { max_connections: '20', fsync: 'off' };
  await using postgres = await startEmbeddedPostgres({ dataDirectory: directory.path, log, settings });
  const newProcess = () => postgresServer({ url: postgres.url, clock: new MovableClock(), log });
  await using _others = await connections(postgres.url, 6);

  await newProcess().reserve('small', 8);
  const quiet = [...lines];
  await newProcess().reserve('large', 12);
  const refused = newProcess().reserve('huge', 18);

  await expect(refused).rejects.toThrow(
    'This process may take 18 database connections, and the server has 17; raise its max_connections',
  );
  expect(quiet).toEqual([]);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ database: 'constellation_large', wants: 12 });
});

async function connections(url: string, count: number): Promise<AsyncDisposable> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  return { [Symbol.asyncDispose]: async () => void (await Promise.all(clients.map((client) => client.end()))) };
}
