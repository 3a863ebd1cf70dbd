import type { Log } from '../../log.ts';
import { type BatchOptions, defaultRetryDelaysMs, type Message, type Stored } from '../bus.ts';
import { deadLetterFor } from './dead-letter.ts';

/** What became of one attempt at an event. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly retryAfterMs: number }
  | { readonly kind: 'dead'; readonly letter: Message };

const defaultDeadlineMs = 30_000;

/**
 * Lets the handler act on an event for the `attempts`-th time and judges what follows from a failure, such as not being
 * done in time. Throws only what is an outage.
 */
export async function attempt(stored: Stored, attempts: number, options: BatchOptions, log: Log): Promise<Outcome> {
  const { durable, retryDelaysMs = defaultRetryDelaysMs } = options;
  try {
    await handleInTime([stored], options);
    return { kind: 'done' };
  } catch (error) {
    if (options.isOutage?.(error)) throw error;
    const retryAfterMs = retryDelaysMs[attempts - 1];
    const { stream, sequence, event } = stored;
    log.warn({ err: error, durable, stream, sequence, event: event.id, attempts, retryAfterMs }, 'event failed');
    if (retryAfterMs !== undefined) return { kind: 'failed', retryAfterMs };
    return { kind: 'dead', letter: deadLetterFor(stored, durable, attempts, error) };
  }
}

/** Lets the handler act on events; rejects at the deadline, as one that hangs must not keep those behind waiting. */
export async function handleInTime(
  batch: readonly Stored[],
  { handleAll, deadlineMs = defaultDeadlineMs }: BatchOptions,
): Promise<void> {
  const deadline = new AbortController();
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = Object.assign(new Error(`Not done after ${deadlineMs} ms`), { code: 'DEADLINE_EXCEEDED' });
    reject(error);
    deadline.abort(error);
  }, deadlineMs);
  try {
    await Promise.race([handleAll(batch, deadline.signal), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
