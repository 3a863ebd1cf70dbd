import type { CloudEvent } from '@constellation/schema';
import { JetStreamApiCodes, JetStreamApiError, type PubAck } from '@nats-io/jetstream';
import type { Outgoing } from '../bus.ts';
import { payloadOf } from '../raw.ts';
import { BegunAnew, OutOfTurn, StreamFull } from '../refusals.ts';
import type { EventLog } from './event-log.ts';

/** A lost answer is asked for again; the message id keeps the repetition from being stored. */
const patience = { timeout: 2_000, retries: 5 };

/**
 * Publishes one after the other, each after the last was acknowledged: with several on their way, a cut connection
 * could lose one and store those behind it.
 */
export async function publishInOrder(
  eventLog: EventLog,
  stream: string,
  messages: readonly Outgoing[],
  epoch?: string,
): Promise<number[]> {
  const sequences: number[] = [];
  /** The newest of each subject, of those that were published here. */
  const newest = new Map<string, number>();
  for (const message of messages) {
    if (epoch !== undefined && (await eventLog.epochs.of(stream)) !== epoch) throw new BegunAnew(stream);
    const { seq } = await publish(eventLog, stream, message, newest.get(message.subject) ?? message.after);
    newest.set(message.subject, seq);
    sequences.push(seq);
  }
  return sequences;
}

async function publish(
  eventLog: EventLog,
  streamName: string,
  outgoing: Outgoing,
  lastSubjectSequence?: number,
): Promise<Pick<PubAck, 'seq'>> {
  const { client, link } = eventLog;
  const { subject, event } = outgoing;
  const expect = { streamName, ...(lastSubjectSequence !== undefined && { lastSubjectSequence }) };
  try {
    return await link.ask(() => client.publish(subject, payloadOf(event), { msgID: event.id, expect, ...patience }));
  } catch (error) {
    if (isFull(error)) throw new StreamFull(streamName);
    if (!isWrongLastSequence(error)) throw error;
    const seq = await storedBefore(eventLog, streamName, outgoing, lastSubjectSequence ?? 0);
    if (seq === undefined) throw new OutOfTurn(streamName);
    return { seq };
  }
}

/**
 * Where an event stands if it was stored in its turn before. A single server knows a repetition by its id; a cluster looks
 * at the turn first, so that an event whose acknowledgement was lost would seem to be out of it.
 */
async function storedBefore(
  { manager, link }: EventLog,
  stream: string,
  { subject, event, after: from = 0 }: Outgoing,
  upTo: number,
): Promise<number | undefined> {
  for (let place = from; place <= upTo;) {
    const query = { seq: place + 1, next_by_subj: subject };
    const next = await link.ask(() => manager.streams.getMessage(stream, query));
    if (!next || next.json<CloudEvent>().id === event.id) return next?.seq;
    place = next.seq;
  }
  return undefined;
}

const storeFailed = 10_077;

const isFull = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === storeFailed && error.message.includes('maximum bytes');

/** A cluster that has a message of the subject under way does not know yet which will be the last. */
const wrongLast: readonly number[] = [
  JetStreamApiCodes.StreamWrongLastSequence,
  JetStreamApiCodes.StreamWrongLastSequenceUnknown,
];

/** That another message is the last one of its subject. */
export const isWrongLastSequence = (error: unknown): boolean =>
  error instanceof JetStreamApiError && wrongLast.includes(error.code);
