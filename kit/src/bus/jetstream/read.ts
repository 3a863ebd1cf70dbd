import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { ReadOptions, Stored } from '../bus.ts';
import { rememberedMs } from '../epochs.ts';
import { persistently } from '../persistently.ts';
import { BegunAnew } from '../refusals.ts';
import type { EventLog } from './event-log.ts';
import type { Link } from './link.ts';
import { newestSequence, sequenceAt, storedIn } from './messages.ts';

const prefetch = { max_messages: 200, expires: 5_000 };
const forgottenAfterMs = 30_000;

/**
 * Reads a stream through an ordered consumer, which notices what it missed and asks for it again; when that fails,
 * another one goes on behind the last event, if the stream is still the same.
 */
export async function* readStream(
  eventLog: EventLog,
  stream: string,
  { from, epoch: given, subject, until = Infinity, signal }: ReadOptions,
): AsyncGenerator<Stored> {
  const persistence = { work: `read ${stream}`, signal, log: eventLog.log };
  const epoch = given ?? (await persistently(persistence, () => eventLog.epochs.of(stream))) ?? '';
  let after = (await persistently(persistence, () => sequenceAt(eventLog, stream, from))) ?? 0;
  while (!signal.aborted) {
    const place = after;
    const reading = await persistently(persistence, async () => {
      const isSame = (await eventLog.epochs.of(stream)) === epoch;
      if (!isSame || (await newestSequence(eventLog, stream)) < place) return 'begun anew';
      return (await open(eventLog, stream, place, { subject, until })) ?? 'at the end';
    });
    if (reading === 'begun anew') throw new BegunAnew(stream);
    if (!reading || reading === 'at the end') return;
    const check = async () => (await eventLog.epochs.of(stream)) === epoch || reading.close();
    using _checking = setInterval(() => void check().catch(() => {}), rememberedMs);
    for await (const message of untilItFails(reading, eventLog.link, signal)) {
      if (message.seq > until) return;
      after = message.seq;
      yield storedIn(eventLog, stream, epoch, message);
      if (after >= until || (message.info.pending === 0 && until !== Infinity)) return;
    }
  }
}

/** Undefined where one who reads until a sequence has nothing to read any more: messages that nobody asks for never close. */
async function open(
  { client, link }: EventLog,
  stream: string,
  after: number,
  { subject, until }: { readonly subject: string | undefined; readonly until: number },
): Promise<ConsumerMessages | undefined> {
  const consumer = await link.ask(() =>
    client.consumers.get(stream, {
      opt_start_seq: after + 1,
      inactive_threshold: forgottenAfterMs,
      ...(subject !== undefined && { filter_subjects: subject }),
    }),
  );
  const { num_pending: pending } = await consumer.info(true);
  return pending === 0 && until !== Infinity ? undefined : consumer.consume(prefetch);
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
