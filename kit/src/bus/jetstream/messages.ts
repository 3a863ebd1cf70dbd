import type { CloudEvent } from '@constellation/schema';
import type { MsgRequest } from '@nats-io/jetstream';
import type { Place, Stored } from '../bus.ts';
import { dataIn, idOf, rawEvent } from '../raw.ts';
import type { EventLog } from './event-log.ts';
import { streamInfo } from './stream-info.ts';

interface Headers {
  get(name: string): string;
}

/** As a reader gets it or as it is asked for, which call its headers differently. */
interface StreamMessage {
  readonly subject: string;
  readonly seq: number;
  /** When the stream took it. */
  readonly time: Date;
  readonly data: Uint8Array;
  json(): unknown;
  string(): string;
  readonly headers?: Headers | undefined;
  readonly header?: Headers | undefined;
}

/** A message as the port shows it. */
export function storedIn(
  { rawStreams }: Pick<EventLog, 'rawStreams'>,
  stream: string,
  epoch: string,
  message: StreamMessage,
): Stored {
  const { seq: sequence, subject, data } = message;
  const event = rawStreams.has(stream) ? rawIn(stream, epoch, message) : (message.json() as CloudEvent);
  return { stream, epoch, sequence, subject, event, bytes: data.length };
}

const rawIn = (stream: string, epoch: string, message: StreamMessage): CloudEvent => {
  const { seq, subject, time, headers = message.header } = message;
  return rawEvent({
    id: idOf(headers?.get('Nats-Msg-Id'), stream, epoch, seq),
    subject,
    time: time.toISOString(),
    data: dataIn(message.string()),
  });
};

/** The newest event of a subject. */
export const lastMessage = (eventLog: EventLog, stream: string, subject: string): Promise<Stored | undefined> =>
  find(eventLog, stream, { last_by_subj: subject });

/** The event at a sequence, unless it is gone. */
export const messageAt = (eventLog: EventLog, stream: string, sequence: number): Promise<Stored | undefined> =>
  find(eventLog, stream, { seq: sequence });

async function find(eventLog: EventLog, stream: string, query: MsgRequest) {
  const { manager, link, epochs } = eventLog;
  const epoch = await epochs.of(stream);
  const message = await link.ask(() => manager.streams.getMessage(stream, query));
  return message ? storedIn(eventLog, stream, epoch, message) : undefined;
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
