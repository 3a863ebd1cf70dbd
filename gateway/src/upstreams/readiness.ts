import type { Bus, Checks } from '@constellation/kit';
import type { Upstreams } from './upstream.ts';

/** Longer than a subgraph takes to say that something of its own does not answer. */
export const readinessMs = 1_500;

/**
 * What the gateway depends on, as checks for its readiness. None is essential: a subgraph that is missing costs its own
 * fields, the event log costs live updates, and another gateway would miss them too.
 */
export const readiness = (upstreams: Upstreams, bus: Bus): Checks => ({
  others: {
    bus: () => bus.ping(),
    ...Object.fromEntries(
      Object.entries(upstreams).map(([name, upstream]) => [
        name,
        () => upstream.ready(AbortSignal.timeout(readinessMs)),
      ]),
    ),
  },
});
