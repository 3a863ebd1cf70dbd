import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { MovableClock } from '../clock.ts';
import { openLog } from '../log.ts';
import { createDatabase, startPostgres } from '../testing/postgres-for-tests.ts';
import {
  numbered,
  numberedFrom,
  numberOf,
  numbersIn,
  numbersUpTo,
  publishInTheEnd,
  readUntil,
  testStream,
  untilLeft,
} from './contract/harness.ts';
import { postgresBus } from './postgres.ts';

const log = openLog({ name: 'test', level: 'silent' });

const query = async <Row extends pg.QueryResultRow>(connectionString: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

test('many processes may open the same empty database at once', async () => {
  const connectionString = await createDatabase(inject('postgresUrl'));

  const buses = await Promise.all(
    numbersUpTo(5).map(() => postgresBus({ connection: { connectionString }, poolSize: 1, log })),
  );

  for (const bus of buses) await bus.ping();
  for (const bus of buses) await bus[Symbol.asyncDispose]();
});

test('readers and consumers outlast a crash of the server, in order', { timeout: 30_000 }, async () => {
  await using server = await startPostgres();
  const connectionString = await createDatabase(server.url);
  await using bus = await postgresBus({ connection: { connectionString }, log });
  const stream = testStream();
  await bus.declare([stream]);
  const reading = readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 40);
  const handled = new Set<number>();
  await using _consumer = bus.consume(stream.name, {
    durable: 'd',
    handle: async (stored) => void handled.add(numberOf(stored)),
  });
  await bus.publish(stream.name, numberedFrom(stream.subject('a'), 1, 20));

  const [backend] = await query<{ pid: number }>(connectionString, 'select pg_backend_pid() as pid');
  const [victim] = await query<{ pid: number }>(
    connectionString,
    `select pid from pg_stat_activity where datname = current_database() and pid <> ${backend?.pid} limit 1`,
  );
  process.kill(victim?.pid ?? 0, 'SIGKILL');
  await publishInTheEnd(bus, stream.name, numberedFrom(stream.subject('a'), 21, 40));

  expect((await reading).map(numberOf)).toEqual(numbersUpTo(40));
  await expect.poll(() => [...handled], { timeout: 10_000 }).toEqual(numbersUpTo(40));
});

test('an event that came without a notification is found all the same', async () => {
  const connectionString = await createDatabase(inject('postgresUrl'));
  await using bus = await postgresBus({ connection: { connectionString }, log });
  const stream = testStream();
  await bus.declare([stream]);
  await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);
  const reading = readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 2);

  await query(
    connectionString,
    `insert into messages (stream, sequence, subject, event_id, event, stored_at)
       select stream, 2, subject, gen_random_uuid(), '{"data":{"number":2}}', stored_at from messages;
     update streams set last_sequence = 2`,
  );

  expect((await reading).map(numberOf)).toEqual([1, 2]);
});

test('age is told by the given clock, and what was replaced is deleted when repeating it is no longer recognised', async () => {
  const connectionString = await createDatabase(inject('postgresUrl'));
  const clock = new MovableClock();
  await using bus = await postgresBus({ connection: { connectionString }, log, clock, sweepEveryMs: 20 });
  const [aging, lasting] = [testStream({ maxAgeMs: 3_600_000 }), testStream({ lastPerSubject: true })];
  await bus.declare([aging, lasting]);
  const count = async () =>
    (await query<{ count: string }>(connectionString, 'select count(*) from messages'))[0]?.count;
  await bus.publish(aging.name, [numbered(aging.subject('a'), 1)]);
  await bus.publish(lasting.name, [numbered(lasting.subject('a'), 1), numbered(lasting.subject('a'), 2)]);

  await clock.advance(119_000);
  await bus.publish(aging.name, [numbered(aging.subject('a'), 2)]);
  expect(await count()).toBe('4');
  await clock.advance(2_000);
  await expect.poll(count).toBe('3');
  await clock.advance(3_600_000 - 120_000);
  await expect.poll(count).toBe('2');

  expect(await numbersIn(bus, aging)).toEqual([2]);
  expect(await numbersIn(bus, lasting)).toEqual([2]);
});
