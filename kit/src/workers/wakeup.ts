/** A bell that a sleeper waits at: rings that come while nobody sleeps are kept as one. */
export interface Wakeup {
  ring(): void;
  /** Resolves at the next ring, after `timeoutMs`, or when the signal aborts. */
  wait(timeoutMs: number, signal: AbortSignal): Promise<void>;
}

export function wakeup(): Wakeup {
  let rung = false;
  let wake = () => {};

  const sleep = (timeoutMs: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        wake = () => {};
        resolve();
      };
      const timer = setTimeout(end, timeoutMs);
      signal.addEventListener('abort', end);
      wake = end;
    });

  return {
    ring: () => {
      rung = true;
      wake();
    },
    wait: async (timeoutMs, signal) => {
      if (!rung && !signal.aborted) await sleep(timeoutMs, signal);
      rung = false;
    },
  };
}
