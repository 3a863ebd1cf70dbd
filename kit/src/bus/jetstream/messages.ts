import type { CloudEvent } from '@constellation/schema';
import { JetStreamApiCodes, JetStreamApiError, type MsgRequest, type StreamState } from '@nats-io/jetstream';
import type { Place, Stored } from '../bus.ts';
import type { EventLog } from './event-log.ts';

interface StreamMessage {
  readonly subject: string;
  readonly seq: number;
  json(): unknown;
}

/** A message as the port shows it. */
export const storedIn = (stream: string, message: StreamMessage): Stored => ({
  stream,
  sequence: message.seq,
  subject: message.subject,
  event: message.json() as CloudEvent,
});

/** The newest event of a subject. */
export const lastMessage = (eventLog: EventLog, stream: string, subject: string): Promise<Stored | undefined> =>
  find(eventLog, stream, { last_by_subj: subject });

/** The event at a sequence, unless it is gone. */
export const messageAt = (eventLog: EventLog, stream: string, sequence: number): Promise<Stored | undefined> =>
  find(eventLog, stream, { seq: sequence });

async function find({ manager, link }: EventLog, stream: string, query: MsgRequest): Promise<Stored | undefined> {
  const message = await link.ask(() => manager.streams.getMessage(stream, query));
  return message ? storedIn(stream, message) : undefined;
}

/** The highest sequence given out in a stream; 0 while there is none. */
export const newestSequence = async (eventLog: EventLog, stream: string): Promise<number> =>
  (await stateOf(eventLog, stream))?.last_seq ?? 0;

/** The lowest sequence that a stream still has; one behind the newest when it has none. */
export const oldestSequence = async (eventLog: EventLog, stream: string): Promise<number> =>
  (await stateOf(eventLog, stream))?.first_seq || 1;

/** Undefined for a stream that nobody has declared. */
async function stateOf({ manager, link }: EventLog, stream: string): Promise<StreamState | undefined> {
  try {
    const { state } = await link.ask(() => manager.streams.info(stream));
    return state;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return undefined;
    throw error;
  }
}

/** The sequence behind which a place begins. */
export const sequenceAt = async (eventLog: EventLog, stream: string, place: Place): Promise<number> =>
  place === 'start' ? 0 : place === 'end' ? newestSequence(eventLog, stream) : place;
