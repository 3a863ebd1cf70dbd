import type { CloudEvent } from '@constellation/schema';
import { JetStreamApiCodes, JetStreamApiError, type MsgRequest } from '@nats-io/jetstream';
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
export async function newestSequence({ manager, link }: EventLog, stream: string): Promise<number> {
  try {
    const { state } = await link.ask(() => manager.streams.info(stream));
    return state.last_seq;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return 0;
    throw error;
  }
}

/** The sequence behind which a place begins. */
export const sequenceAt = async (eventLog: EventLog, stream: string, place: Place): Promise<number> =>
  place === 'start' ? 0 : place === 'end' ? newestSequence(eventLog, stream) : place;
