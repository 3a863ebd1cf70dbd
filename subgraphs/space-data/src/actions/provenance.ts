import type { Scope } from '@constellation/kit';
import type { Elements } from '../data/elements.queries.ts';
import { judgeElements } from '../domain/freshness.ts';
import { freshnessOf } from '../domain/schedule.ts';
import { type SourceId, schedules } from '../domain/schedules.ts';

/** Something that a source gave, and when it was asked. */
interface Fetched {
  readonly fetchedAt: Temporal.Instant;
  /** What the datum itself says of its time. */
  readonly observedAt?: Temporal.Instant | undefined;
  /** Under what others may use it, where that is known. */
  readonly license?: string | undefined;
}

/** Where something comes from that a source gave, and how good it still is. */
export function remoteProvenance({ clock }: Scope, source: SourceId, { fetchedAt, observedAt, license }: Fetched) {
  const freshness = freshnessOf(fetchedAt, clock.now(), schedules[source]);
  const staleSince = freshness === 'FRESH' ? undefined : fetchedAt.add({ seconds: schedules[source].freshSeconds });
  return { source, method: 'REMOTE' as const, fetchedAt, observedAt, freshness, staleSince, license };
}

/** Where something that is computed from elements comes from, and how good they are for its moment as of now. */
export const provenanceOf = ({ clock }: Scope, elements: Elements, at: Temporal.Instant) => ({
  source: elements.source,
  method: 'COMPUTED' as const,
  fetchedAt: elements.fetchedAt,
  elementsEpoch: elements.epoch,
  ...judgeElements(elements, at, clock.now()),
});
