import type { CloudEvent } from '@constellation/schema';
import type { JetStreamManager } from '@nats-io/jetstream';
import type { Place, Stored } from '../bus.ts';

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
export async function lastMessage(manager: JetStreamManager, stream: string, subject: string): Promise<Stored | undefined> {
  const message = await manager.streams.getMessage(stream, { last_by_subj: subject });
  return message ? storedIn(stream, message) : undefined;
}

/** The highest sequence given out in a stream. */
export async function newestSequence(manager: JetStreamManager, stream: string): Promise<number> {
  const { state } = await manager.streams.info(stream);
  return state.last_seq;
}

/** The sequence behind which a place begins. */
export const sequenceAt = async (manager: JetStreamManager, stream: string, place: Place): Promise<number> =>
  place === 'start' ? 0 : place === 'end' ? newestSequence(manager, stream) : place;
