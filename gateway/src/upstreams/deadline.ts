/** Gives work a signal that aborts after the deadline, and stops waiting for it then even if it does not listen. */
export async function withDeadline<Result>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const reason = new Error(`No answer within ${timeoutMs} ms`);
    deadline.abort(reason);
    reject(reason);
  }, timeoutMs);
  try {
    return await Promise.race([work(deadline.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}
