/** What a bus is doing for others: it ends with the bus. */
export interface Underway extends AsyncDisposable {
  /** A signal that aborts with the reader's own or when the bus is disposed. */
  until(signal: AbortSignal): AbortSignal;
  /** Disposes it with the bus, unless that has happened by then. */
  add(work: AsyncDisposable): AsyncDisposable;
}

export function openUnderway(): Underway {
  const closing = new AbortController();
  const works = new Set<AsyncDisposable>();
  return {
    until: (signal) => AbortSignal.any([signal, closing.signal]),
    add: (work) => {
      works.add(work);
      const end = async () => {
        await work[Symbol.asyncDispose]();
        works.delete(work);
      };
      return { [Symbol.asyncDispose]: end };
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await Promise.all([...works].map((work) => work[Symbol.asyncDispose]()));
    },
  };
}
