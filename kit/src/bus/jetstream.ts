import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { Log } from '../log.ts';
import type { Bus } from './bus.ts';
import { closeConnection, openConnection } from './jetstream/connection.ts';
import { consumeStream } from './jetstream/consume.ts';
import { declareStream } from './jetstream/declare.ts';
import { lastMessage, newestSequence } from './jetstream/messages.ts';
import { publishInOrder } from './jetstream/publish.ts';
import { readStream } from './jetstream/read.ts';
import { openUnderway } from './underway.ts';

export interface JetstreamBusOptions {
  /** Addresses like `nats://host:4222`, separated by commas. */
  readonly servers: string;
  /** On how many servers of a cluster each stream is kept. */
  readonly replicas?: number;
  readonly log: Log;
}

/** Opens the event log in NATS JetStream (2.9 or later); it survives lost connections and server restarts by itself. */
export async function jetstreamBus({ servers, replicas = 1, log }: JetstreamBusOptions): Promise<Bus> {
  await using started = new AsyncDisposableStack();
  const connection = started.adopt(await openConnection(servers, log), closeConnection);
  const manager = await jetstreamManager(connection);
  const client = jetstream(connection);
  const eventLog = { client, manager, log };
  const underway = openUnderway();
  started.use(underway);
  const running = started.move();
  return {
    declare: async (streams) => {
      for (const stream of streams) await declareStream(manager, stream, replicas);
    },
    publish: (stream, messages) => publishInOrder(client, stream, messages),
    last: (stream, subject) => lastMessage(manager, stream, subject),
    newest: (stream) => newestSequence(manager, stream),
    read: (stream, options) => readStream(eventLog, stream, { ...options, signal: underway.until(options.signal) }),
    consume: (stream, options) => underway.add(consumeStream(eventLog, stream, options)),
    remove: async (stream, subject) => void (await manager.streams.purge(stream, { filter: subject })),
    ping: async () => void (await manager.getAccountInfo()),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
