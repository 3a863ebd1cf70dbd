import type { JetStreamClient } from '@nats-io/jetstream';
import type { Message } from '../bus.ts';

/** A lost answer is asked for again; the message id keeps the repetition from being stored. */
const patience = { timeout: 2_000, retries: 5 };

/**
 * Publishes one after the other, each after the last was acknowledged: with several on their way, a cut connection
 * could lose one and store those behind it.
 */
export async function publishInOrder(client: JetStreamClient, stream: string, messages: readonly Message[]): Promise<number[]> {
  const sequences: number[] = [];
  for (const { subject, event } of messages) {
    const expect = { streamName: stream };
    const { seq } = await client.publish(subject, JSON.stringify(event), { msgID: event.id, expect, ...patience });
    sequences.push(seq);
  }
  return sequences;
}
