import type { Log } from '../log.ts';
import { type Wakeup, wakeup } from './wakeup.ts';

/** Work done again and again until disposed. */
export interface Loop extends AsyncDisposable {
  /** Begins the next round at once. */
  ring(): void;
}

export interface LoopOptions {
  readonly name: string;
  /** Rest between rounds, in milliseconds, or what it is this time; a ring ends it early. */
  readonly everyMs: number | (() => number);
  readonly log: Log;
  /** One round; answers true when there is more to do right away. */
  run(signal: AbortSignal): Promise<boolean | void>;
}

const longestPauseMs = 5_000;

/** Runs rounds one after the other; a failing round is logged and tried again after growing pauses. */
export function startLoop({ name, everyMs, log, run }: LoopOptions): Loop {
  const stopping = new AbortController();
  const bell = wakeup();
  const finished = rounds(bell, stopping.signal);

  async function rounds(rest: Wakeup, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        const more = await run(signal);
        failures = 0;
        if (!more) await rest.wait(typeof everyMs === 'number' ? everyMs : everyMs(), signal);
      } catch (error) {
        failures += 1;
        if (!signal.aborted) log.warn({ err: error, worker: name, failures }, 'worker round failed');
        await pause(Math.min(50 * 2 ** failures, longestPauseMs), signal);
      }
    }
  }

  return {
    ring: () => bell.ring(),
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await finished;
    },
  };
}

/** A pause that rings do not end, so that a busy caller cannot hurry a failing worker. */
const pause = (milliseconds: number, signal: AbortSignal) => wakeup().wait(milliseconds, signal);
