export type Freshness = 'FRESH' | 'STALE' | 'EXPIRED';

/** When elements were determined, and when their source was asked for them. */
interface Determined {
  readonly epoch: Temporal.Instant;
  readonly fetchedAt?: Temporal.Instant | undefined;
}

interface Judged {
  readonly freshness: Freshness;
  /** Since when they are not fresh any more. */
  readonly staleSince?: Temporal.Instant;
}

/** Elements are published every two hours. */
const fresh = { hours: 6 };
/** Drag has made them worthless by then. */
const furthest = Temporal.Duration.from({ hours: 14 * 24 });

/**
 * How good elements are for a moment, as of now: fresh for six hours after they were fetched, or after their epoch where
 * nobody did; expired for moments more than 14 days before or after their epoch.
 */
export function judgeElements(
  { epoch, fetchedAt = epoch }: Determined,
  at: Temporal.Instant,
  now: Temporal.Instant,
): Judged {
  const staleSince = fetchedAt.add(fresh);
  const isStale = Temporal.Instant.compare(now, staleSince) > 0;
  const isExpired = Temporal.Duration.compare(at.since(epoch).abs(), furthest) > 0;
  return {
    freshness: isExpired ? 'EXPIRED' : isStale ? 'STALE' : 'FRESH',
    ...(isStale && { staleSince }),
  };
}
