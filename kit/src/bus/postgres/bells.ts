/** Tells those who wait for a stream that it may hold something new. */
export interface Bells {
  /** Calls back at each ring, until disposed. */
  on(stream: string, listener: () => void): Disposable;
  /** Wakes who waits for this stream, or for any when none is named. */
  ring(stream?: string): void;
}

export function openBells(): Bells {
  const listeners = new Map<() => void, string>();
  return {
    on: (stream, listener) => {
      listeners.set(listener, stream);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    ring: (rung) => {
      for (const [listener, stream] of listeners) if (rung === undefined || rung === stream) listener();
    },
  };
}
