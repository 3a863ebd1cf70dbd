import { deadLetter } from '@constellation/schema';
import { newId } from '../identifier.ts';
import type { Log } from '../log.ts';
import { type ConsumeOptions, defaultRetryDelaysMs, type Message, type Stored } from './bus.ts';

/** What became of one attempt at an event. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly retryAfterMs: number }
  | { readonly kind: 'dead'; readonly letter: Message };

/** An attempt that takes longer has its signal aborted. */
export const attemptDeadlineMs = 30_000;

/** Lets the handler act on an event for the `attempts`-th time and judges what follows from a failure. Never throws. */
export async function attempt(stored: Stored, attempts: number, options: ConsumeOptions, log: Log): Promise<Outcome> {
  const { durable, handle, retryDelaysMs = defaultRetryDelaysMs } = options;
  try {
    await handle(stored, AbortSignal.timeout(attemptDeadlineMs));
    return { kind: 'done' };
  } catch (error) {
    const retryAfterMs = retryDelaysMs[attempts - 1];
    const { stream, sequence, event } = stored;
    log.warn({ err: error, durable, stream, sequence, event: event.id, attempts, retryAfterMs }, 'event failed');
    if (retryAfterMs !== undefined) return { kind: 'failed', retryAfterMs };
    return { kind: 'dead', letter: deadLetterFor(stored, durable, attempts, error) };
  }
}

const deadLetterFor = (stored: Stored, durable: string, attempts: number, error: unknown): Message => {
  const { stream, sequence, subject: eventSubject, event } = stored;
  const data = { stream, durable, sequence, eventId: event.id, eventSubject, attempts, errorCode: codeOf(error) };
  return {
    subject: deadLetter.subject(event.id, data),
    event: {
      specversion: '1.0',
      id: newId(),
      source: deadLetter.source,
      type: deadLetter.type,
      subject: event.id,
      time: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
      datacontenttype: 'application/json',
      version: 1,
      ...(event.traceparent && { traceparent: event.traceparent }),
      data,
    },
  };
};

/** An error's own code where it has one; its message may quote personal data and stays behind. */
const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : 'INTERNAL_SERVER_ERROR';
};
