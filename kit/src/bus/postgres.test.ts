import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { MovableClock } from '../clock.ts';
import { openLog } from '../log.ts';
import { createDatabase, startPostgres } from '../testing/postgres-for-tests.ts';
import { notes } from './contract/notes.ts';
import {
  declared,
  numbered,
  numbersIn,
  numbersUntil,
  numbersUpTo,
  publish,
  publishInTheEnd,
} from './contract/test-stream.ts';
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
  const open = () => postgresBus({ connection: { connectionString }, poolSize: 1, log });

  const buses = await Promise.all([open(), open(), open(), open(), open()]);

  const answers = await Promise.allSettled(buses.map((bus) => bus.ping()));
  for (const bus of buses) await bus[Symbol.asyncDispose]();
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'));
});

test('readers and consumers outlast a crash of the server, in order', async () => {
  await using server = await startPostgres();
  const connectionString = await createDatabase(server.url);
  await using bus = await postgresBus({ connection: { connectionString }, log });
  const stream = await declared(bus);
  const seen = numbersUntil(bus, stream, 40);
  const handled = notes();
  await using _consumer = bus.consume(stream.name, { durable: 'd', handle: handled.handle });
  await publish(bus, stream, 1, 20);

  const [backend] = await query<{ pid: number }>(
    connectionString,
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() limit 1',
  );
  process.kill(backend?.pid ?? 0, 'SIGKILL');
  await publishInTheEnd(bus, stream, 21, 40);

  expect(await seen).toEqual(numbersUpTo(40));
  await expect.poll(() => [...new Set(handled.seen)]).toEqual(numbersUpTo(40));
});

test('an event that came without a notification is found all the same', async () => {
  const connectionString = await createDatabase(inject('postgresUrl'));
  await using bus = await postgresBus({ connection: { connectionString }, log });
  const stream = await declared(bus);
  await publish(bus, stream, 1, 1);
  const seen = numbersUntil(bus, stream, 2);

  await query(
    connectionString,
    `insert into messages (stream, sequence, subject, event_id, event, stored_at)
       select stream, 2, subject, gen_random_uuid(), '{"data":{"number":2}}', stored_at from messages;
     update streams set last_sequence = 2`,
  );

  expect(await seen).toEqual([1, 2]);
});

test('age is told by the given clock, and what was replaced goes when its repetition is no longer recognised', async () => {
  const connectionString = await createDatabase(inject('postgresUrl'));
  const clock = new MovableClock();
  await using bus = await postgresBus({ connection: { connectionString }, log, clock, sweepEveryMs: 20 });
  const [aging, lasting] = [
    await declared(bus, { maxAgeMs: 3_600_000 }),
    await declared(bus, { lastPerSubject: true }),
  ];
  const count = async () =>
    (await query<{ count: string }>(connectionString, 'select count(*) from messages'))[0]?.count;
  await publish(bus, aging, 1, 1);
  await publish(bus, lasting, 1, 2);

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

test('a stream of what holds for a second holds no more than some minutes of it, however long that goes on', async () => {
  const connectionString = await createDatabase(inject('postgresUrl'));
  const clock = new MovableClock();
  await using bus = await postgresBus({ connection: { connectionString }, log, clock, sweepEveryMs: 20 });
  const stream = await declared(bus, { lastPerSubject: true, maxAgeMs: 60_000 });
  const count = async () =>
    Number((await query<{ count: string }>(connectionString, 'select count(*) from messages'))[0]?.count);

  for (let second = 1; second <= 400; second += 1) {
    await bus.publish(stream.name, [numbered(stream.subject('a'), second)]);
    await clock.advance(1_000);
  }

  await expect.poll(count).toBeLessThan(120);
  expect(await numbersIn(bus, stream)).toEqual([400]);
});
