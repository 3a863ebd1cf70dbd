import type { Message } from '../bus.ts';
import type { EventLog } from './event-log.ts';

/** A lost answer is asked for again; the message id keeps the repetition from being stored. */
const patience = { timeout: 2_000, retries: 5 };

/**
 * Publishes one after the other, each after the last was acknowledged: with several on their way, a cut connection
 * could lose one and store those behind it.
 */
export async function publishInOrder(
  { client, link }: EventLog,
  stream: string,
  messages: readonly Message[],
): Promise<number[]> {
  const sequences: number[] = [];
  for (const { subject, event } of messages) {
    const options = { msgID: event.id, expect: { streamName: stream }, ...patience };
    const { seq } = await link.ask(() => client.publish(subject, JSON.stringify(event), options));
    sequences.push(seq);
  }
  return sequences;
}
