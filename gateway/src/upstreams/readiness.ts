import type { Bus } from '@constellation/kit';
import type { Upstreams } from './upstream.ts';

const timeoutMs = 1_000;

/** What the gateway depends on, as checks for its readiness. */
export const readiness = (upstreams: Upstreams, bus: Bus): Record<string, () => Promise<void>> => ({
  bus: () => bus.ping(),
  ...Object.fromEntries(
    Object.entries(upstreams).map(([name, upstream]) => [name, () => upstream.ready(AbortSignal.timeout(timeoutMs))]),
  ),
});
