/** Attempts that have come to nothing, of one kind; those before a day of quiet do not count. */
export interface Attempts {
  readonly count: number;
  readonly lastAt: Temporal.Instant;
}

const forgottenAfter = { hours: 24 };
const longestWaitSeconds = 900;

/** So many may fail without a wait: at one account from one address, and from one address at any. */
export const freeAttempts = { account: 10, address: 100 } as const;

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

/** Who has an IPv6 address has all of its network (/64), so that is what counts; an IPv4 address counts by itself. */
export function networkOf(address: string): string {
  const ipv4 = /(?<=^|:)\d+\.\d+\.\d+\.\d+$/.exec(address)?.[0];
  if (ipv4 !== undefined || !address.includes(':')) return ipv4 ?? address;
  const [head = '', tail] = address.toLowerCase().split('%', 1).join('').split('::');
  const before = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - tail.split(':').length;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...(tail ?? '').split(':')];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** Whether it was so long ago that counting begins anew. */
export const isForgotten = (lastAt: Temporal.Instant, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(lastAt.add(forgottenAfter), at) <= 0;
