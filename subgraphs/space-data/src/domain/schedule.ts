import type { Freshness } from './freshness.ts';

/** How a source is asked, and how long its answers are good. */
export interface Schedule {
  /** From one success to the next asking; up to a tenth more by chance, so that not everybody asks at once. */
  readonly everySeconds: number;
  /** Between two askings at the least, whatever happens in between. */
  readonly leastSeconds: number;
  /** How long one asking may take before another may begin. */
  readonly leaseSeconds: number;
  /** So many failures in a row open the breaker: each further one doubles the time until the next asking. */
  readonly opensAfter: number;
  /** What that time grows to at most. */
  readonly longestWaitSeconds: number;
  /** Until when a success counts as fresh. */
  readonly freshSeconds: number;
  /** Until when it is still of use. */
  readonly usableSeconds: number;
}

/** What failures in a row lead to. */
export type BackOff = Pick<Schedule, 'leastSeconds' | 'opensAfter' | 'longestWaitSeconds'>;

/** Whether a source is asked as usual, left alone after failures, or tried again. */
export const breakers = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type Breaker = (typeof breakers)[number];

/** What follows from a failure. */
export interface Setback {
  readonly breaker: Breaker;
  readonly waitSeconds: number;
}

const longestRetryAfterSeconds = 86_400;

/** What follows from a failure that is the last of so many in a row; a source that says when to come again is heeded, for a day at most. */
export function afterFailure(
  failures: number,
  { leastSeconds, opensAfter, longestWaitSeconds }: BackOff,
  retryAfterSeconds = 0,
): Setback {
  const doublings = Math.max(0, failures - opensAfter);
  const backOffSeconds = Math.min(leastSeconds * 2 ** doublings, Math.max(leastSeconds, longestWaitSeconds));
  return {
    breaker: failures >= opensAfter ? 'OPEN' : 'CLOSED',
    waitSeconds: Math.max(backOffSeconds, Math.min(retryAfterSeconds, longestRetryAfterSeconds)),
  };
}

/** For how long nobody may ask on a quota that is used up: as long as the source says, for a day at most. */
export const quotaPauseSeconds = ({ leastSeconds }: Schedule, retryAfterSeconds = leastSeconds): number =>
  Math.min(retryAfterSeconds, longestRetryAfterSeconds);

/** How good what a source gave last still is; expired where it never gave anything. */
export function freshnessOf(
  lastSuccessAt: Temporal.Instant | undefined,
  now: Temporal.Instant,
  { freshSeconds, usableSeconds }: Schedule,
): Freshness {
  const ageSeconds = lastSuccessAt ? now.since(lastSuccessAt).total('seconds') : Infinity;
  if (ageSeconds <= freshSeconds) return 'FRESH';
  return ageSeconds <= usableSeconds ? 'STALE' : 'EXPIRED';
}
