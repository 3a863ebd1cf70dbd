import { JetStreamApiError } from '@nats-io/jetstream';
import type { EventLog } from './event-log.ts';

/**
 * Deletes a subject's messages one by one. A purge by subject makes consumers of nats-server 2.9 skip everything they
 * have not seen yet, whatever its subject, and once the newest is deleted it no longer finds those before it.
 */
export async function removeMessages(
  eventLog: EventLog,
  stream: string,
  subject: string,
  upTo: number = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  const { manager, link } = eventLog;
  const sequences = await sequencesOf(eventLog, stream, subject);
  for (const sequence of sequences.filter((each) => each <= upTo)) {
    await link.ask(() => manager.streams.deleteMessage(stream, sequence));
  }
}

const deletionsAtOnce = 200;

/** Deletes messages that a consumer is through with. */
export async function deleteMessages(
  { manager, link }: EventLog,
  stream: string,
  sequences: readonly number[],
): Promise<void> {
  for (let from = 0; from < sequences.length; from += deletionsAtOnce) {
    const some = sequences.slice(from, from + deletionsAtOnce);
    await Promise.all(some.map((each) => link.ask(() => deleteOnce(manager, stream, each))));
  }
}

/** A message that is gone needs no deletion. */
async function deleteOnce({ streams }: EventLog['manager'], stream: string, sequence: number): Promise<void> {
  try {
    await streams.deleteMessage(stream, sequence, false);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || (await streams.getMessage(stream, { seq: sequence }))) throw error;
  }
}

async function sequencesOf({ client, link }: EventLog, stream: string, subject: string): Promise<number[]> {
  const consumer = await link.ask(() => client.consumers.get(stream, { filter_subjects: subject }));
  const sequences: number[] = [];
  if ((await consumer.info(true)).num_pending > 0) {
    for await (const message of await consumer.consume()) {
      sequences.push(message.seq);
      if (message.info.pending === 0) break;
    }
  }
  await link.ask(() => consumer.delete());
  return sequences;
}
