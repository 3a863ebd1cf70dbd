import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';

const longestPauseMs = 2_000;

export interface Persistence {
  /** What is tried, for the log. */
  readonly work: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Tries until it works, after growing pauses; undefined when the signal aborts first. */
export async function persistently<Result>(
  { work, signal, log }: Persistence,
  attempt: () => Promise<Result>,
): Promise<Result | undefined> {
  for (let failures = 1; !signal.aborted; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted) return undefined;
      log.warn({ err: error, work, failures }, 'bus work failed');
      await delay(Math.min(50 * 2 ** failures, longestPauseMs), undefined, { signal }).catch(() => {});
    }
  }
  return undefined;
}
