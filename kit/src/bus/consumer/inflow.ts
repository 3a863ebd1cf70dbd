import { type Wakeup, wakeup } from '../../workers/wakeup.ts';
import type { BatchOptions, Stored } from '../bus.ts';
import { type Arrived, openArrived } from './arrived.ts';

/** Events that come in, for one who has other things to do between them. */
export interface Inflow extends AsyncDisposable {
  /** The next events if any come within this time, as one batch; those that come later are the next ones then. */
  next(withinMs: number): Promise<readonly Stored[]>;
}

/** For how long a batch that has begun to come waits for the rest. */
const gatherMs = 5;

/** Reads until disposed or the signal aborts, a batch ahead at most; where a batch is one event, when it is asked for. */
export function openInflow(
  read: (signal: AbortSignal) => AsyncIterable<Stored>,
  options: Pick<BatchOptions, 'most' | 'weigh'>,
  signal: AbortSignal,
): Inflow {
  const closing = new AbortController();
  const until = AbortSignal.any([signal, closing.signal]);
  const events = read(until)[Symbol.asyncIterator]();
  const bell = wakeup();
  const arrived = openArrived(options);
  let filling: Promise<void> | undefined;
  let failure: Error | undefined;

  const fill = async () => {
    try {
      while (!arrived.isBatch()) {
        const result = await events.next();
        if (result.done) return;
        arrived.add(result.value);
        bell.ring();
      }
      filling = undefined;
    } catch (error) {
      failure = new Error('Reading failed', { cause: error });
    }
    bell.ring();
  };
  const keepFilling = () => {
    if (!arrived.isBatch()) filling ??= fill();
  };

  return {
    next: async (withinMs) => {
      keepFilling();
      if (arrived.isEmpty()) await bell.wait(withinMs, until);
      if (!arrived.isEmpty()) await gather(arrived, bell, until);
      if (failure) throw failure;
      const batch = arrived.takeBatch();
      if (options.most > 1) keepFilling();
      return batch;
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await filling;
      await events.return?.();
    },
  };
}

/** Waits a moment for a whole batch: whoever has less at hand is faster than what comes in, and loses nothing by it. */
async function gather(arrived: Arrived, bell: Wakeup, until: AbortSignal): Promise<void> {
  const begunAt = performance.now();
  for (let rest = gatherMs; rest > 0 && !arrived.isBatch() && !until.aborted;) {
    await bell.wait(rest, until);
    rest = gatherMs - (performance.now() - begunAt);
  }
}
