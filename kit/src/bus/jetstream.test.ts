import { jetstreamManager } from '@nats-io/jetstream';
import { connect, nanos } from '@nats-io/transport-node';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { startNats } from '../testing/nats-server.ts';
import { notes } from './contract/notes.ts';
import { declared, numbersIn, publish } from './contract/test-stream.ts';
import { jetstreamBus } from './jetstream.ts';

const log = openLog({ name: 'test', level: 'silent' });

test('streams are kept on disk with the age and the per-subject limit that they are declared with', async () => {
  await using server = await startNats();
  await using bus = await jetstreamBus({ servers: server.url, log });

  const [aging, lasting] = [await declared(bus, { maxAgeMs: 60_000 }), await declared(bus, { lastPerSubject: true })];

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
  const stream = await declared(bus);
  await publish(bus, stream, 1, 1);

  await server.kill();
  const refused = await publish(bus, stream, 2, 2).catch(() => 'refused');
  await server.restart();
  await publish(bus, stream, 3, 3);

  expect(refused).toBe('refused');
  expect(await numbersIn(bus, stream)).toEqual([1, 3]);
});

test('a bus can be disposed while the server is away', async () => {
  await using server = await startNats();
  const bus = await jetstreamBus({ servers: server.url, log });
  const stream = await declared(bus);
  const { seen, handle } = notes();
  bus.consume(stream.name, { durable: 'd', handle });
  await publish(bus, stream, 1, 3);
  await expect.poll(() => seen).toEqual([1, 2, 3]);

  await server.kill();

  await expect(bus[Symbol.asyncDispose]()).resolves.toBeUndefined();
});

test('a server that is not there is an error at the start', async () => {
  const server = await startNats();
  await server[Symbol.asyncDispose]();

  await expect(jetstreamBus({ servers: server.url, log })).rejects.toThrow('connection refused');
});

test('of several servers the first that answers is taken, with the credentials of the address', async () => {
  await using server = await startNats();
  const { host } = new URL(server.url);

  await using bus = await jetstreamBus({ servers: `nats://ada:secret@127.0.0.1:1, nats://${host}`, log });

  await expect(bus.ping()).resolves.toBeUndefined();
});
