import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a piece of work, but no longer; the work itself goes on. */
export async function within<Result>(deadlineMs: number, work: () => Promise<Result>): Promise<Result> {
  const timer = new AbortController();
  const tooLate = delay(deadlineMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`No answer within ${deadlineMs} ms`);
  });
  try {
    return await Promise.race([Promise.try(work), tooLate]);
  } finally {
    timer.abort();
  }
}
