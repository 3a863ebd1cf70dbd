import type { StreamDefinition } from '@constellation/schema';
import type { ConsumerName, ConsumerStore, Progress, Redelivery } from '../consumer/consumer-store.ts';
import { claimConsumer, claims } from './claims.ts';
import type { EventLog } from './event-log.ts';
import { messageAt } from './messages.ts';

const progressStream = 'CONSUMERS';

/** The streams in which consumers are kept. */
export const consumerStreams: readonly StreamDefinition[] = [
  claims,
  {
    name: progressStream,
    description: 'How far each durable consumer is, and which events it will try again.',
    subjects: ['consumer.floor.*.*', 'consumer.failed.*.*.*'],
    lastPerSubject: true,
  },
];

const floorSubject = ({ stream, durable }: ConsumerName) => `consumer.floor.${stream}.${durable}`;
const failedSubject = ({ stream, durable }: ConsumerName, sequence: number | '*') =>
  `consumer.failed.${stream}.${durable}.${sequence}`;

/**
 * Keeps consumers in streams of their own rather than in JetStream's durable consumers: those of nats-server 2.9 lose
 * and repeat redeliveries when a pull lapses, and stumble over events that are removed while they wait.
 */
export function jetstreamConsumerStore(eventLog: EventLog): ConsumerStore {
  const { client, manager, link } = eventLog;
  const write = async (subject: string, value: unknown) => {
    await link.ask(() => client.publish(subject, JSON.stringify(value), { expect: { streamName: progressStream } }));
  };
  return {
    claim: (name) => claimConsumer(eventLog, name),
    progress: (name) => progressOf(eventLog, name),
    saveFloor: (name, floor) => write(floorSubject(name), floor),
    setAside: (name, { sequence, attempts, dueAt }) =>
      write(failedSubject(name, sequence), { sequence, attempts, dueAt: dueAt.toString() }),
    settle: async (name, sequence) => {
      await link.ask(() => manager.streams.purge(progressStream, { filter: failedSubject(name, sequence) }));
    },
    find: (stream, sequence) => messageAt(eventLog, stream, sequence),
  };
}

async function progressOf(eventLog: EventLog, name: ConsumerName): Promise<Progress> {
  const { manager, link } = eventLog;
  const { state } = await link.ask(() =>
    manager.streams.info(progressStream, { subjects_filter: failedSubject(name, '*') }),
  );
  const redeliveries: Redelivery[] = [];
  for (const subject of Object.keys(state.subjects ?? {})) {
    const written = await valueAt<{ sequence: number; attempts: number; dueAt: string }>(eventLog, subject);
    if (written) redeliveries.push({ ...written, dueAt: Temporal.Instant.from(written.dueAt) });
  }
  return { floor: (await valueAt<number>(eventLog, floorSubject(name))) ?? 0, redeliveries };
}

async function valueAt<Value>({ manager, link }: EventLog, subject: string): Promise<Value | undefined> {
  const message = await link.ask(() => manager.streams.getMessage(progressStream, { last_by_subj: subject }));
  return message?.json<Value>();
}
