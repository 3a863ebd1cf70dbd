import pg from 'pg';
import { expect, test } from 'vitest';
import { MovableClock, systemClock } from '../clock.ts';
import type { Database } from './database.ts';
import { instant } from './instant.ts';
import { firstRow, sql } from './query.ts';
import { ownPrefix, serverForTests } from './server-for-tests.ts';

const hourMs = 3_600_000;
const notes = { name: 'notes', entities: [], migrations: [] };

/** How far a database's time is from a clock's, in milliseconds. */
const distance = async (database: Database, clock: MovableClock) =>
  Math.abs((await instant(database.fork())).since(clock.now()).total('milliseconds'));

test('moving the clock moves the time of the databases that are open', async () => {
  const clock = new MovableClock();
  const server = serverForTests({ clock });
  await using one = await server.open(notes);
  await using other = await server.open({ ...notes, name: 'others' });
  expect(await distance(one, clock)).toBeLessThan(hourMs / 2);

  await clock.advance(24 * hourMs);

  expect(await distance(one, clock)).toBeLessThan(hourMs / 2);
  expect(await distance(other, clock)).toBeLessThan(hourMs / 2);
});

test('a database that is opened after a move has the moved time', async () => {
  const clock = new MovableClock();
  await clock.advance(24 * hourMs);

  await using database = await serverForTests({ clock }).open(notes);

  expect(await distance(database, clock)).toBeLessThan(hourMs / 2);
});

test('a move while a database is being opened is not lost', async () => {
  const clock = new MovableClock();
  const prefix = ownPrefix();
  await using before = await serverForTests({ prefix, clock: systemClock }).open(notes);
  await using opener = await holdSetUp(before);
  const opening = serverForTests({ prefix, clock }).open(notes);
  await expect.poll(opener.waiting).toBe(1);

  const moving = clock.advance(24 * hourMs);
  await opener.release();
  await moving;

  await using database = await opening;
  expect(await distance(database, clock)).toBeLessThan(hourMs / 2);
});

test('a move is seen by statements that the server has planned before', async () => {
  const clock = new MovableClock();
  await using database = await serverForTests({ clock }).open({ ...notes, poolSize: 2 });
  const isPast = (at: Temporal.Instant) =>
    firstRow(database.fork(), sql`select ${at.toString()}::timestamptz < clock_instant() as past`);
  const tomorrow = clock.now().add({ hours: 24 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => isPast(tomorrow)));

  await clock.advance(25 * hourMs);

  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"past":false}']));
  expect(await isPast(tomorrow)).toEqual({ past: true });
});

test('a move is seen in the midst of a transaction, so that whoever waited for a lock is not behind who had it', async () => {
  const clock = new MovableClock();
  await using database = await serverForTests({ clock }).open(notes);

  const distances = await database.fork().transactional(async (tx) => {
    await instant(tx);
    await clock.advance(24 * hourMs);
    return clock
      .now()
      .since(await instant(tx))
      .total('milliseconds');
  });

  expect(Math.abs(distances)).toBeLessThan(hourMs / 2);
});

test('moves at the same time add up', async () => {
  const clock = new MovableClock();
  await using database = await serverForTests({ clock }).open(notes);

  await Promise.all(Array.from({ length: 10 }, () => clock.advance(hourMs)));

  expect(await distance(database, clock)).toBeLessThan(hourMs / 2);
  expect(clock.offsetMs).toBe(10 * hourMs);
});

test('the deciding instant is the moment of the asking, not the beginning of the transaction', async () => {
  await using database = await serverForTests().open(notes);

  const [first, second] = await database.fork().transactional(async (tx) => [await instant(tx), await instant(tx)]);

  expect(Temporal.Instant.compare(first, second)).toBe(-1);
});

test('a closed database no longer follows the clock', async () => {
  const clock = new MovableClock();
  const database = await serverForTests({ clock }).open(notes);

  await database[Symbol.asyncDispose]();

  await expect(clock.advance(hourMs)).resolves.toBeUndefined();
});

/** Holds the lock under which databases are set up, so that an opening stands still. */
async function holdSetUp({ connection }: Database) {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query('select pg_advisory_lock(7001)');
  return {
    waiting: async () => {
      const waiting = `select from pg_locks join pg_database on pg_database.oid = pg_locks.database
        where datname = current_database() and objid = 7001 and not granted`;
      return (await client.query(waiting)).rowCount;
    },
    release: () => client.query('select pg_advisory_unlock_all()'),
    [Symbol.asyncDispose]: () => client.end(),
  };
}
