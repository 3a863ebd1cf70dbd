import { wakeup } from '../../workers/wakeup.ts';
import type { Stored } from '../bus.ts';

/** Events that come in, for one who has other things to do between them. */
export interface Inflow extends AsyncDisposable {
  /** The next event if it comes within this time; one that comes later is the next one then. */
  next(withinMs: number): Promise<Stored | undefined>;
}

/** Reads until disposed or the signal aborts. */
export function openInflow(read: (signal: AbortSignal) => AsyncIterable<Stored>, signal: AbortSignal): Inflow {
  const closing = new AbortController();
  const until = AbortSignal.any([signal, closing.signal]);
  const events = read(until)[Symbol.asyncIterator]();
  const bell = wakeup();
  let asked: Promise<void> | undefined;
  let arrived: Stored | undefined;
  let failure: Error | undefined;

  const ask = async () => {
    try {
      const result = await events.next();
      if (!result.done) arrived = result.value;
    } catch (error) {
      failure = new Error('Reading failed', { cause: error });
    }
    bell.ring();
  };

  return {
    next: async (withinMs) => {
      asked ??= ask();
      if (!arrived) await bell.wait(withinMs, until);
      if (failure) throw failure;
      const event = arrived;
      if (event) asked = arrived = undefined;
      return event;
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await asked;
      await events.return?.();
    },
  };
}
