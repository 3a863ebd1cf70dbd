import type { Log } from '../../log.ts';
import { type ConsumeOptions, defaultRetryDelaysMs, type Message, type Stored } from '../bus.ts';
import { deadLetterFor } from './dead-letter.ts';

/** What became of one attempt at an event. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly retryAfterMs: number }
  | { readonly kind: 'dead'; readonly letter: Message };

const deadlineMs = 30_000;

/** Lets the handler act on an event for the `attempts`-th time and judges what follows from a failure. Never throws. */
export async function attempt(stored: Stored, attempts: number, options: ConsumeOptions, log: Log): Promise<Outcome> {
  const { durable, handle, retryDelaysMs = defaultRetryDelaysMs } = options;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error(`Not done after ${deadlineMs} ms`)), deadlineMs);
  try {
    await handle(stored, deadline.signal);
    return { kind: 'done' };
  } catch (error) {
    const retryAfterMs = retryDelaysMs[attempts - 1];
    const { stream, sequence, event } = stored;
    log.warn({ err: error, durable, stream, sequence, event: event.id, attempts, retryAfterMs }, 'event failed');
    if (retryAfterMs !== undefined) return { kind: 'failed', retryAfterMs };
    return { kind: 'dead', letter: deadLetterFor(stored, durable, attempts, error) };
  } finally {
    clearTimeout(timer);
  }
}
