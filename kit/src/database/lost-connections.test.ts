import { expect, test } from 'vitest';
import { cutConnections } from './connections-for-tests.ts';
import type { Database } from './database.ts';
import { rows, sql } from './query.ts';
import { serverForTests } from './server-for-tests.ts';

const notes = { name: 'notes', entities: [], migrations: [], poolSize: 2 };

const insert = (id: number) => sql`insert into notes values (${id})`;
const cut = (database: Database) => cutConnections(database.connection, 'constellation-notes');

async function openNotes(): Promise<Database> {
  const database = await serverForTests().open(notes);
  await sql`create table notes (id integer)`.execute(database.fork().getKysely());
  return database;
}

test('connections that are cut while they rest are replaced', async () => {
  await using database = await openNotes();

  expect(await cut(database)).toBeGreaterThan(0);

  await expect.poll(() => database.pool().open).toBe(0);
  await expect(database.ping()).resolves.toBeUndefined();
});

test('a transaction whose connection is cut fails and leaves nothing, and those after it succeed', async () => {
  await using database = await openNotes();

  const failing = database.fork().transactional(async (tx) => {
    await insert(1).execute(tx.getKysely());
    await cut(database);
    await insert(2).execute(tx.getKysely());
  });

  await expect(failing).rejects.toThrow(/terminat/);
  await database.fork().transactional((tx) => insert(3).execute(tx.getKysely()));
  expect(await rows(database.fork(), sql`select id from notes`)).toEqual([{ id: 3 }]);
});

test('cut transactions give their places in the pool back', async () => {
  await using database = await openNotes();

  for (let round = 0; round < 3 * notes.poolSize; round += 1) {
    const failing = database.fork().transactional(async (tx) => {
      await cut(database);
      await insert(round).execute(tx.getKysely());
    });
    await expect(failing).rejects.toThrow();
  }

  await Promise.all(Array.from({ length: 10 }, (_, id) => database.fork().transactional((tx) => insert(id).execute(tx.getKysely()))));
  expect(await rows(database.fork(), sql`select id from notes`)).toHaveLength(10);
  expect(database.pool()).toMatchObject({ waiting: 0 });
});
