import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { ReadOptions, Stored } from '../bus.ts';
import { persistently } from '../persistently.ts';
import type { EventLog } from './event-log.ts';
import { sequenceAt, storedIn } from './messages.ts';

const prefetch = { max_messages: 200, expires: 5_000 };
const forgottenAfterMs = 30_000;

/**
 * Reads a stream through an ordered consumer, which notices what it missed and asks for it again; when that gives up,
 * another one goes on behind the last event.
 */
export async function* readStream(
  { client, manager, log }: EventLog,
  stream: string,
  { from, subject, signal }: ReadOptions,
): AsyncGenerator<Stored> {
  const persistence = { work: `read ${stream}`, signal, log };
  let after = await persistently(persistence, () => sequenceAt(manager, stream, from));
  const open = async () => {
    const consumer = await client.consumers.get(stream, {
      opt_start_seq: (after ?? 0) + 1,
      inactive_threshold: forgottenAfterMs,
      ...(subject !== undefined && { filter_subjects: subject }),
    });
    return consumer.consume(prefetch);
  };
  while (!signal.aborted) {
    const messages = await persistently(persistence, open);
    if (!messages) return;
    for await (const message of untilItFails(messages, signal)) {
      yield storedIn(stream, message);
      after = message.seq;
    }
  }
}

async function* untilItFails(messages: ConsumerMessages, signal: AbortSignal): AsyncGenerator<JsMsg> {
  const close = () => void messages.close();
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
