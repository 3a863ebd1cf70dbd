import type { Authentication } from '../authentication/authenticate.ts';
import type { Upstream } from '../upstreams/upstream.ts';

/** What the addresses of devices are served with. */
export interface TelemetryOptions {
  readonly telemetry: Upstream | undefined;
  readonly authentication: Authentication;
  /** For one call to the subgraph. */
  readonly timeoutMs: number;
}
