import { setTimeout as delay } from 'node:timers/promises';
import type { Stored } from '../bus.ts';

/** Events that come in, for one who has other things to do between them. */
export interface Inflow extends AsyncDisposable {
  /** The next event if it comes within this time; one that comes later is the next one then. */
  next(withinMs: number): Promise<Stored | undefined>;
}

/** Reads until disposed or the signal aborts. */
export function openInflow(read: (signal: AbortSignal) => AsyncIterable<Stored>, signal: AbortSignal): Inflow {
  const closing = new AbortController();
  const events = read(AbortSignal.any([signal, closing.signal]))[Symbol.asyncIterator]();
  let upcoming: Promise<IteratorResult<Stored>> | undefined;
  return {
    next: async (withinMs) => {
      upcoming ??= events.next();
      if (!(await settlesWithin(upcoming, withinMs))) return undefined;
      const { value, done } = await upcoming;
      upcoming = undefined;
      return done ? undefined : value;
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await upcoming?.catch(() => {});
      await events.return?.();
    },
  };
}

async function settlesWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const tooLate = delay(milliseconds, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), tooLate]);
  } finally {
    timer.abort();
  }
}
