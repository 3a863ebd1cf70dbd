/** Why work was given up: its time was over. */
export class DeadlineExceeded extends Error {
  constructor(deadlineMs: number) {
    super(`Not done within ${deadlineMs} ms`);
    this.name = 'DeadlineExceeded';
  }
}

/** Waits for work, but no longer; then the work is told by its signal, whether it listens or not. */
export async function inTime<Result>(
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const reason = new DeadlineExceeded(deadlineMs);
    late.reject(reason);
    deadline.abort(reason);
  }, deadlineMs);
  try {
    return await Promise.race([work(deadline.signal), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
