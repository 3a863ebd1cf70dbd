import type { MigrationObject } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import { expect, test } from 'vitest';
import { countConnections } from './connections-for-tests.ts';
import { rows, sql } from './query.ts';
import { ownPrefix, serverForTests } from './server-for-tests.ts';

class CountRuns extends Migration {
  override up() {
    this.addSql('create table runs (at timestamptz not null)');
    this.addSql('insert into runs values (clock_timestamp())');
  }
}

class FailHalfway extends Migration {
  override up() {
    this.addSql('create table runs (at timestamptz not null)');
    this.addSql('insert into elsewhere values (1)');
  }
}

class KeepLimit extends Migration {
  override up() {
    this.addSql(`create table limits as select current_setting('statement_timeout') as statement`);
  }
}

const notes = (migration: MigrationObject['class']) => ({
  name: 'notes',
  entities: [],
  migrations: [{ name: 'notes-0001', class: migration }],
});

test('five processes that open a new database at the same time migrate it once', async () => {
  const prefix = ownPrefix();
  const processes = Array.from({ length: 5 }, () => serverForTests({ prefix }));

  const databases = await Promise.all(processes.map((server) => server.open(notes(CountRuns))));

  await using opened = new AsyncDisposableStack();
  for (const database of databases) opened.use(database);
  for (const database of databases) {
    expect(await rows(database.fork(), sql`select at from runs`)).toHaveLength(1);
  }
});

test('a migration that fails leaves nothing and no connection, and is tried again at the next start', async () => {
  const server = serverForTests();
  const connection = await server.reserve('notes', 1);

  await expect(server.open(notes(FailHalfway))).rejects.toThrow('elsewhere');

  await expect.poll(() => countConnections(connection, 'constellation-notes')).toBe(0);
  await using database = await server.open(notes(CountRuns));
  expect(await rows(database.fork(), sql`select at from runs`)).toHaveLength(1);
});

test('a migration may take longer than a statement of a request', async () => {
  await using database = await serverForTests().open(notes(KeepLimit));

  const [limit] = await rows(database.fork(), sql`select statement from limits`);

  expect(limit).toEqual({ statement: '0' });
});
