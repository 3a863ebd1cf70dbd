/** An operation's life as graphql-ws sees it. */
export interface Lifetime {
  /** Yields nothing, because payloads go straight to the socket, and lasts until the client leaves. */
  readonly operation: AsyncGenerator<never, undefined>;
  /** Ends it from our side. */
  fail(reason: Error): void;
}

/** Begins a lifetime; calls back once when it is over, whoever ends it. */
export function lifetime(onEnd: () => void): Lifetime {
  const { promise: over, resolve, reject } = Promise.withResolvers<IteratorReturnResult<undefined>>();
  void over.catch(() => {}).then(onEnd);
  const done = { done: true, value: undefined } as const;
  const end = async () => {
    resolve(done);
    return done;
  };

  const operation: AsyncGenerator<never, undefined> = {
    next: () => over,
    return: end,
    throw: end,
    [Symbol.asyncIterator]: () => operation,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
  return { operation, fail: reject };
}
