import { jetstreamManager } from '@nats-io/jetstream';
import { connect, nanos } from '@nats-io/transport-node';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { startNats } from '../testing/nats-server.ts';
import { numbered, numberedFrom, numberOf, numbersIn, testStream } from './contract/harness.ts';
import { jetstreamBus } from './jetstream.ts';

const log = openLog({ name: 'test', level: 'silent' });

test('streams are kept on disk with the age and the per-subject limit that they are declared with', async () => {
  await using server = await startNats();
  await using bus = await jetstreamBus({ servers: server.url, log });
  const [aging, lasting] = [testStream({ maxAgeMs: 60_000 }), testStream({ lastPerSubject: true })];

  await bus.declare([aging, lasting]);

  const connection = await connect({ servers: server.url });
  const { streams } = await jetstreamManager(connection);
  const [first, second] = [(await streams.info(aging.name)).config, (await streams.info(lasting.name)).config];
  await connection.close();
  expect(first).toMatchObject({
    storage: 'file',
    max_age: nanos(60_000),
    max_msgs_per_subject: -1,
    duplicate_window: nanos(60_000),
  });
  expect(second).toMatchObject({
    storage: 'file',
    max_age: 0,
    max_msgs_per_subject: 1,
    duplicate_window: nanos(120_000),
  });
});

test('while the server is away publishing fails soon, and works when it is back', async () => {
  await using server = await startNats();
  await using bus = await jetstreamBus({ servers: server.url, log });
  const stream = testStream();
  await bus.declare([stream]);
  await bus.publish(stream.name, [numbered(stream.subject('a'), 1)]);

  await server.kill();
  await expect(bus.publish(stream.name, [numbered(stream.subject('a'), 2)])).rejects.toThrow();
  await server.restart();
  await bus.publish(stream.name, [numbered(stream.subject('a'), 3)]);

  expect(await numbersIn(bus, stream)).toEqual([1, 3]);
});

test('a bus can be disposed while the server is away', { timeout: 20_000 }, async () => {
  await using server = await startNats();
  const bus = await jetstreamBus({ servers: server.url, log });
  const stream = testStream();
  await bus.declare([stream]);
  const handled: number[] = [];
  bus.consume(stream.name, { durable: 'd', handle: async (stored) => void handled.push(numberOf(stored)) });
  await bus.publish(stream.name, numberedFrom(stream.subject('a'), 1, 3));
  await expect.poll(() => handled).toEqual([1, 2, 3]);

  await server.kill();

  await expect(bus[Symbol.asyncDispose]()).resolves.toBeUndefined();
});

test('a server that is not there is an error at the start', async () => {
  const server = await startNats();
  await server[Symbol.asyncDispose]();

  await expect(jetstreamBus({ servers: server.url, log })).rejects.toThrow();
});

test('of several servers the first that answers is taken, with the credentials of the address', async () => {
  await using server = await startNats();
  const { host } = new URL(server.url);

  await using bus = await jetstreamBus({ servers: `nats://ada:secret@127.0.0.1:1, nats://${host}`, log });

  await expect(bus.ping()).resolves.toBeUndefined();
});
