import type { StreamDefinition } from '@constellation/schema';
import type { ConsumerName, ConsumerStore, Progress, Redelivery, SavedFloor } from '../consumer/consumer-store.ts';
import { claimConsumer, claims } from './claims.ts';
import type { EventLog } from './event-log.ts';
import { messageAt } from './messages.ts';
import { deleteMessages } from './remove.ts';

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

/** A redelivery, as it is written. */
interface Failed extends Omit<Redelivery, 'dueAt'> {
  readonly dueAt: string;
}

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
    progress: (name, isKnown) => progressOf(eventLog, name, isKnown),
    saveFloor: (name, place) => write(floorSubject(name), place),
    setAside: (name, { sequence, attempts, dueAt }) =>
      write(failedSubject(name, sequence), { sequence, attempts, dueAt: dueAt.toString() }),
    settle: async (name, { sequence, dueAt }) => {
      const filter = failedSubject(name, sequence);
      const written = await messageAbout(eventLog, filter);
      if (!written || Temporal.Instant.compare(written.json<Failed>().dueAt, dueAt) !== 0) return;
      await link.ask(() => manager.streams.purge(progressStream, { filter, seq: written.seq + 1 }));
    },
    forget: (stream, sequences) => deleteMessages(eventLog, stream, sequences),
    find: (stream, sequence) => messageAt(eventLog, stream, sequence),
  };
}

async function progressOf(
  eventLog: EventLog,
  name: ConsumerName,
  isKnown: (sequence: number) => boolean = () => false,
): Promise<Progress> {
  const { manager, link } = eventLog;
  const { state } = await link.ask(() =>
    manager.streams.info(progressStream, { subjects_filter: failedSubject(name, '*') }),
  );
  const redeliveries: Redelivery[] = [];
  for (const subject of Object.keys(state.subjects ?? {})) {
    if (isKnown(Number(subject.split('.').at(-1)))) continue;
    const written = (await messageAbout(eventLog, subject))?.json<Failed>();
    if (written) redeliveries.push({ ...written, dueAt: Temporal.Instant.from(written.dueAt) });
  }
  const saved = (await messageAbout(eventLog, floorSubject(name)))?.json<Partial<SavedFloor>>();
  return { floor: saved?.floor ?? 0, epoch: saved?.epoch, redeliveries };
}

const messageAbout = ({ manager, link }: EventLog, subject: string) =>
  link.ask(() => manager.streams.getMessage(progressStream, { last_by_subj: subject }));
