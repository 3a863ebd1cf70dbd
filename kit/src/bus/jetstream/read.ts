import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { ReadOptions, Stored } from '../bus.ts';
import { persistently } from '../persistently.ts';
import type { EventLog } from './event-log.ts';
import type { Link } from './link.ts';
import { sequenceAt, storedIn } from './messages.ts';

const prefetch = { max_messages: 200, expires: 5_000 };
const forgottenAfterMs = 30_000;

/**
 * Reads a stream through an ordered consumer, which notices what it missed and asks for it again; when that fails,
 * another one goes on behind the last event.
 */
export async function* readStream(
  eventLog: EventLog,
  stream: string,
  { from, subject, until = Infinity, signal }: ReadOptions,
): AsyncGenerator<Stored> {
  const persistence = { work: `read ${stream}`, signal, log: eventLog.log };
  let after = (await persistently(persistence, () => sequenceAt(eventLog, stream, from))) ?? 0;
  while (!signal.aborted) {
    const place = after;
    const reading = await persistently(persistence, () => open(eventLog, stream, place, subject));
    if (!reading || (reading.pending === 0 && until !== Infinity)) return;
    for await (const message of untilItFails(reading.messages, eventLog.link, signal)) {
      if (message.seq > until) return;
      after = message.seq;
      yield storedIn(stream, message);
      if (after >= until || (message.info.pending === 0 && until !== Infinity)) return;
    }
  }
}

interface Reading {
  readonly messages: ConsumerMessages;
  /** How many there are to read already. */
  readonly pending: number;
}

async function open({ client, link }: EventLog, stream: string, after: number, subject?: string): Promise<Reading> {
  const consumer = await link.ask(() =>
    client.consumers.get(stream, {
      opt_start_seq: after + 1,
      inactive_threshold: forgottenAfterMs,
      ...(subject !== undefined && { filter_subjects: subject }),
    }),
  );
  const { num_pending: pending } = await consumer.info(true);
  return { messages: await consumer.consume(prefetch), pending };
}

/** A cut connection counts as a failure, as a new consumer is sooner there than the old one has found its way. */
async function* untilItFails(messages: ConsumerMessages, link: Link, signal: AbortSignal): AsyncGenerator<JsMsg> {
  const close = () => void messages.close();
  using _watching = link.onCut(close);
  signal.addEventListener('abort', close);
  try {
    if (signal.aborted) return;
    for await (const message of messages) {
      if (signal.aborted) return;
      yield message;
    }
  } catch {
    // The reader opens another one.
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}
