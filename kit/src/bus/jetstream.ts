import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type Clock, systemClock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Bus } from './bus.ts';
import { retryEvent } from './consumer/retry.ts';
import { singly, startConsumer } from './consumer/start-consumer.ts';
import { rememberEpochs } from './epochs.ts';
import { closeConnection, openConnection } from './jetstream/connection.ts';
import { consumerStreams, jetstreamConsumerStore } from './jetstream/consumer-store.ts';
import { epochOf, renameEpoch } from './jetstream/declare.ts';
import type { EventLog } from './jetstream/event-log.ts';
import { keepDeclared, type KeptStreams } from './jetstream/keep-declared.ts';
import { watchLink } from './jetstream/link.ts';
import { lastMessage, newestSequence, oldestSequence } from './jetstream/messages.ts';
import { publishInOrder } from './jetstream/publish.ts';
import { readStream } from './jetstream/read.ts';
import { removeMessages } from './jetstream/remove.ts';
import { openUnderway } from './underway.ts';

export interface JetstreamBusOptions {
  /** Addresses like `nats://host:4222`, separated by commas. */
  readonly servers: string;
  /** On how many servers of a cluster each stream is kept. */
  readonly replicas?: number;
  readonly log: Log;
  readonly clock?: Clock;
}

/** Opens the event log in NATS JetStream (2.9 or later); it survives lost connections and server restarts by itself. */
export async function jetstreamBus({
  servers,
  replicas = 1,
  log,
  clock = systemClock,
}: JetstreamBusOptions): Promise<Bus> {
  await using started = new AsyncDisposableStack();
  const connection = await openConnection(servers);
  const link = watchLink(connection, log);
  started.defer(() => closeConnection(connection, link));
  const manager = await jetstreamManager(connection);
  const epochs = rememberEpochs((stream) => epochOf({ manager, link }, stream));
  started.use(link.onCut(epochs.forget));
  const client = jetstream(connection);
  const eventLog: EventLog = { client, manager, link, epochs, rawStreams: new Set(), log };
  const kept = started.use(keepDeclared(eventLog, replicas));
  await kept.declare(consumerStreams);
  return openBus(eventLog, kept, clock, started.move());
}

function openBus(eventLog: EventLog, kept: KeptStreams, clock: Clock, opened: AsyncDisposable): Bus {
  const { manager, link, epochs, log } = eventLog;
  const publish: Bus['publish'] = (stream, messages, epoch) => publishInOrder(eventLog, stream, messages, epoch);
  const read: Bus['read'] = (stream, options) => readStream(eventLog, stream, options);
  const consumers = { store: jetstreamConsumerStore(eventLog), read, publish, epoch: epochs.of, clock, log };
  const underway = openUnderway();
  return {
    declare: kept.declare,
    publish,
    epoch: epochs.of,
    beginAnew: async (stream) => {
      await renameEpoch(eventLog, stream);
      epochs.forget();
    },
    last: (stream, subject) => lastMessage(eventLog, stream, subject),
    newest: (stream) => newestSequence(eventLog, stream),
    oldest: (stream) => oldestSequence(eventLog, stream),
    read: (stream, options) => read(stream, { ...options, signal: underway.until(options.signal) }),
    consume: (stream, options) => underway.add(startConsumer(consumers, stream, singly(options))),
    consumeBatches: (stream, options) => underway.add(startConsumer(consumers, stream, options)),
    retry: (event) => retryEvent(consumers, event),
    remove: (stream, subject, upTo) => removeMessages(eventLog, stream, subject, upTo),
    ping: async () => void (await link.ask(() => manager.getAccountInfo())),
    [Symbol.asyncDispose]: async () => {
      link[Symbol.dispose]();
      await underway[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    },
  };
}
