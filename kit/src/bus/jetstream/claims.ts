import type { StreamDefinition } from '@constellation/schema';
import { startLoop } from '../../workers/loop.ts';
import type { Claim, ConsumerName } from '../consumer/consumer-store.ts';
import type { EventLog } from './event-log.ts';
import { isWrongLastSequence } from './publish.ts';

const claimMs = 6_000;
const renewEveryMs = 2_000;

/** Who works for a consumer: a claim that is not renewed lapses by its age. */
export const claims: StreamDefinition = {
  name: 'CONSUMER_CLAIMS',
  description: 'Which consumers have a process working for them.',
  subjects: ['consumer.claim.*.*'],
  maxAgeMs: claimMs,
  lastPerSubject: true,
};

/** Takes the claim if there is none, and renews it until disposed or lost. */
export async function claimConsumer(eventLog: EventLog, { stream, durable }: ConsumerName): Promise<Claim | undefined> {
  const subject = `consumer.claim.${stream}.${durable}`;
  let lapsesAt = performance.now() + claimMs;
  let sequence = await replace(eventLog, subject, 0);
  if (sequence === undefined) return undefined;
  const lost = new AbortController();

  const renewal = startLoop({
    name: subject,
    everyMs: renewEveryMs,
    log: eventLog.log,
    run: async () => {
      const now = performance.now();
      if (now >= lapsesAt) lost.abort();
      if (lost.signal.aborted || sequence === undefined) return;
      sequence = await replace(eventLog, subject, sequence);
      if (sequence === undefined) lost.abort();
      lapsesAt = now + claimMs;
    },
  });

  return {
    lost: lost.signal,
    [Symbol.asyncDispose]: async () => {
      await renewal[Symbol.asyncDispose]();
      if (sequence !== undefined) await giveBack(eventLog, sequence);
    },
  };
}

/** Writes the claim if `expected` is still the last one, 0 for none, and returns its sequence. */
async function replace({ client, link }: EventLog, subject: string, expected: number): Promise<number | undefined> {
  try {
    const expect = { streamName: claims.name, lastSubjectSequence: expected };
    const { seq } = await link.ask(() => client.publish(subject, '', { expect }));
    return seq;
  } catch (error) {
    if (isWrongLastSequence(error)) return undefined;
    throw error;
  }
}

async function giveBack({ manager, link, log }: EventLog, sequence: number): Promise<void> {
  try {
    await link.ask(() => manager.streams.deleteMessage(claims.name, sequence));
  } catch (error) {
    log.debug({ err: error }, 'a claim is left to lapse');
  }
}
