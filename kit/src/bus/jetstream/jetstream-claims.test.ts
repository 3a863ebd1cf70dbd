import { once } from 'node:events';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../identifier.ts';
import { openLog } from '../../log.ts';
import { type PrivateNats, startNats } from '../../testing/nats-server.ts';
import { rememberEpochs } from '../epochs.ts';
import { claimConsumer, claims } from './claims.ts';
import { closeConnection, openConnection } from './connection.ts';
import { declareStream } from './declare.ts';
import type { EventLog } from './event-log.ts';
import { watchLink } from './link.ts';

const log = openLog({ name: 'test', level: 'silent' });
let server: PrivateNats;
let connection: Awaited<ReturnType<typeof openConnection>>;
let eventLog: EventLog;

beforeAll(async () => {
  server = await startNats();
  connection = await openConnection(server.url);
  const manager = await jetstreamManager(connection);
  const epochs = rememberEpochs(async () => 'the only one');
  const link = watchLink(connection, log);
  eventLog = { client: jetstream(connection), manager, link, epochs, rawStreams: new Set(), log };
  await declareStream(eventLog, claims, 1);
});
afterAll(async () => {
  await closeConnection(connection, eventLog.link);
  await server[Symbol.asyncDispose]();
});

const aConsumer = () => ({ stream: 'BOOKING', durable: newId() });

test('one at a time has the claim, until it is given back', async () => {
  const consumer = aConsumer();

  const first = await claimConsumer(eventLog, consumer);
  const second = await claimConsumer(eventLog, consumer);
  await first?.[Symbol.asyncDispose]();
  await using third = await claimConsumer(eventLog, consumer);

  expect([first, second, third].map((claim) => claim !== undefined)).toEqual([true, false, true]);
  expect(third?.lost.aborted).toBe(false);
});

test('a claim is kept for longer than it lasts unrenewed, and one that nobody renews lapses', async () => {
  const [kept, abandoned] = [aConsumer(), aConsumer()];
  await using claim = await claimConsumer(eventLog, kept);
  await eventLog.client.publish(`consumer.claim.${abandoned.stream}.${abandoned.durable}`, '');

  expect(await claimConsumer(eventLog, abandoned)).toBeUndefined();
  await expect.poll(() => claimConsumer(eventLog, abandoned)).toBeDefined();

  expect(claim?.lost.aborted).toBe(false);
  expect(await claimConsumer(eventLog, kept)).toBeUndefined();
});

test('who finds the claim taken over by another has lost it', async () => {
  const consumer = aConsumer();
  await using claim = await claimConsumer(eventLog, consumer);
  const lost = claim && once(claim.lost, 'abort');

  await eventLog.client.publish(`consumer.claim.${consumer.stream}.${consumer.durable}`, 'mine now');

  await lost;
  expect(claim?.lost.aborted).toBe(true);
});
