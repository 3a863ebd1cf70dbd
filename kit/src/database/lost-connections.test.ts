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
  await rows(database.fork(), sql`create table notes (id integer)`);
  return database;
}

test('connections that are cut while they rest are replaced', async () => {
  await using database = await openNotes();

  expect(await cut(database)).toBeGreaterThan(0);

  await expect.poll(() => database.pool().open).toBe(0);
  await expect(rows(database.fork(), sql`select 1 as one`)).resolves.toEqual([{ one: 1 }]);
});

test('a transaction whose connection is cut fails and leaves nothing, and those after it succeed', async () => {
  await using database = await openNotes();

  const failing = database.fork().transactional(async (tx) => {
    await rows(tx, insert(1));
    await cut(database);
    await rows(tx, insert(2));
  });

  await expect(failing).rejects.toThrow(/connection/i);
  await database.fork().transactional((tx) => rows(tx, insert(3)));
  expect(await rows(database.fork(), sql`select id from notes`)).toEqual([{ id: 3 }]);
});

test('transactions that are cut give their places in the pool back', async () => {
  await using database = await openNotes();

  for (let round = 0; round < 3 * notes.poolSize; round += 1) {
    const failing = database.fork().transactional(async (tx) => {
      await cut(database);
      await rows(tx, insert(round));
    });
    await expect(failing).rejects.toThrow(/connection/i);
  }

  await Promise.all(Array.from({ length: 10 }, () => database.fork().transactional((tx) => rows(tx, insert(100)))));
  expect(await rows(database.fork(), sql`select id from notes where id = 100`)).toHaveLength(10);
  expect(database.pool()).toMatchObject({ open: notes.poolSize, waiting: 0 });
});
