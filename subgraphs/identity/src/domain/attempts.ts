/** Attempts that have come to nothing, of one kind. */
export interface Attempts {
  readonly count: number;
  /** When the last was made; for an address, up to when they have drained. */
  readonly lastAt: Temporal.Instant;
}

/** What is kept if one more is made, and when that may be; null for at once. */
export interface Judgement {
  readonly after: Attempts;
  readonly until: Temporal.Instant | null;
}

const forgottenAfter = { hours: 24 };
const longestWaitSeconds = 900;
const drainMs = 36_000;

/** So many may fail without a wait: at one account from one address, and from one address at any. */
const freeAttempts = { account: 10, address: 100 } as const;

/** So many may sign up from one address within an hour, which begins with the first. */
export const signUpsAnHour = 100;
export const signUpHour = { hours: 1 };

/** At one account from one address: a day of quiet begins anew. */
export const atAccount = (before: Attempts, at: Temporal.Instant): Judgement => ({
  until: nextAttemptAt(before, freeAttempts.account, at),
  after: { count: isForgotten(before.lastAt, at) ? 1 : before.count + 1, lastAt: at },
});

/** From one address at any accounts: one drains every 36 seconds, so that a hundred an hour never wait. */
export function fromAddress(before: Attempts, at: Temporal.Instant): Judgement {
  const { count, lastAt } = drained(before, at);
  const beyond = count - freeAttempts.address + 1;
  return {
    until: beyond > 0 ? lastAt.add({ milliseconds: beyond * drainMs }) : null,
    after: { count: count + 1, lastAt },
  };
}

function drained({ count, lastAt }: Attempts, at: Temporal.Instant): Attempts {
  const gone = Math.max(0, Math.floor((at.epochMilliseconds - lastAt.epochMilliseconds) / drainMs));
  if (gone >= count) return { count: 0, lastAt: at };
  return { count: count - gone, lastAt: lastAt.add({ milliseconds: gone * drainMs }) };
}

/** When the next attempt may be made; null for at once. Each failure beyond the free ones doubles the wait, up to 15 minutes. */
export function nextAttemptAt(
  { count, lastAt }: Attempts,
  free: number,
  at: Temporal.Instant,
): Temporal.Instant | null {
  if (count < free || isForgotten(lastAt, at)) return null;
  const seconds = Math.min(2 ** Math.min(count - free, 10), longestWaitSeconds);
  const until = lastAt.add({ seconds });
  return Temporal.Instant.compare(until, at) > 0 ? until : null;
}

const isForgotten = (lastAt: Temporal.Instant, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(lastAt.add(forgottenAfter), at) <= 0;
