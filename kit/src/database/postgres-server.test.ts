import { expect, test } from 'vitest';
import { firstRow, rows, sql } from './query.ts';
import { connectionBudget } from './room.ts';
import { ownPrefix, serverForTests } from './server-for-tests.ts';

const notes = { name: 'notes', entities: [], migrations: [] };

test('databases that together want more connections than the budget are refused at the start', async () => {
  const server = serverForTests();
  await server.reserve('bus', connectionBudget - 10);

  const opening = server.open({ ...notes, poolSize: 10 });

  await expect(opening).rejects.toThrow('82 database connections are more than 80');
});

test('a database that was refused takes nothing from the budget', async () => {
  const server = serverForTests();
  await server.reserve('bus', connectionBudget - 10);
  await expect(server.open({ ...notes, poolSize: 10 })).rejects.toThrow('more than 80');

  await using database = await server.open({ ...notes, name: 'others', poolSize: 8 });

  await expect(database.ping()).resolves.toBeUndefined();
});

test('systems with different prefixes share a server and see nothing of each other', async () => {
  await using one = await serverForTests().open(notes);
  await using other = await serverForTests().open(notes);

  await rows(one.fork(), sql`create table secrets (id integer)`);

  const seen = await firstRow(other.fork(), sql<{ name: string | null }>`select to_regclass('secrets') as name`);
  expect(seen).toEqual({ name: null });
});

test('processes that need the same new database at the same time all get it', async () => {
  const prefix = ownPrefix();
  const processes = Array.from({ length: 5 }, () => serverForTests({ prefix }));

  const connections = await Promise.all(processes.map((server) => server.reserve('bus', 1)));

  expect(new Set(connections.map(({ database }) => database))).toEqual(new Set([`${prefix}bus`]));
});
