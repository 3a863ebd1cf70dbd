import type { CloudEvent } from '@constellation/schema';
import type { MsgRequest } from '@nats-io/jetstream';
import type { Place, Stored } from '../bus.ts';
import type { EventLog } from './event-log.ts';
import { streamInfo } from './stream-info.ts';

interface StreamMessage {
  readonly subject: string;
  readonly seq: number;
  json(): unknown;
}

/** A message as the port shows it. */
export const storedIn = (stream: string, epoch: string, message: StreamMessage): Stored => ({
  stream,
  epoch,
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

async function find({ manager, link, epochs }: EventLog, stream: string, query: MsgRequest) {
  const epoch = await epochs.of(stream);
  const message = await link.ask(() => manager.streams.getMessage(stream, query));
  return message ? storedIn(stream, epoch, message) : undefined;
}

/** The highest sequence given out in a stream; 0 while there is none. */
export const newestSequence = async (eventLog: EventLog, stream: string): Promise<number> =>
  (await streamInfo(eventLog, stream))?.state.last_seq ?? 0;

/** The lowest sequence that a stream still has; one behind the newest when it has none. */
export const oldestSequence = async (eventLog: EventLog, stream: string): Promise<number> =>
  (await streamInfo(eventLog, stream))?.state.first_seq || 1;

/** The sequence behind which a place begins. */
export const sequenceAt = async (eventLog: EventLog, stream: string, place: Place): Promise<number> =>
  place === 'start' ? 0 : place === 'end' ? newestSequence(eventLog, stream) : place;
