import { expect, test } from 'vitest';
import { rows, sql } from './query.ts';
import { serverForTests } from './server-for-tests.ts';

const notes = { name: 'notes', entities: [], migrations: [] };

test('every statement has a limit, and every connection says whose it is', async () => {
  await using database = await serverForTests().open(notes);

  const settings = sql`select name, setting from pg_settings where name in ('application_name', 'statement_timeout', 'idle_in_transaction_session_timeout')`;

  expect(await rows(database.fork(), settings)).toEqual([
    { name: 'application_name', setting: 'constellation-notes' },
    { name: 'idle_in_transaction_session_timeout', setting: '10000' },
    { name: 'statement_timeout', setting: '15000' },
  ]);
});

test('a commit is announced once, when its work can be seen by others', async () => {
  await using database = await serverForTests().open(notes);
  await rows(database.fork(), sql`create table seen (id integer)`);
  const seen: Promise<unknown[]>[] = [];
  using _listening = database.onCommit(() => seen.push(rows(database.fork(), sql`select id from seen`)));

  await database.fork().transactional(async (tx) => {
    await rows(tx, sql`insert into seen values (1)`);
    await tx.transactional((nested) => rows(nested, sql`insert into seen values (2)`));
  });

  expect(await Promise.all(seen)).toEqual([[{ id: 1 }, { id: 2 }]]);
});

test('a rollback is not announced, nor is anything to a listener that has left', async () => {
  await using database = await serverForTests().open(notes);
  let commits = 0;
  const listening = database.onCommit(() => (commits += 1));

  const failing = database.fork().transactional(async () => {
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  listening[Symbol.dispose]();
  await database.fork().transactional((tx) => rows(tx, sql`select`));

  expect(commits).toBe(0);
});

test('the database answers a ping while every connection of the pool is in use', async () => {
  await using database = await serverForTests().open({ ...notes, poolSize: 2 });
  const [taken, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let waiting = 2;
  const hold = () =>
    database.fork().transactional(async (tx) => {
      await rows(tx, sql`select`);
      if (--waiting === 0) taken.resolve();
      await done.promise;
    });
  const held = Promise.all([hold(), hold()]);
  await taken.promise;

  await expect(database.ping()).resolves.toBeUndefined();

  done.resolve();
  await held;
});
