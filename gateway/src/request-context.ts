import type { Log, Principal, Trace } from '@constellation/kit';

/** What accompanies one request, or one run of a subscription's plan, on its way to the subgraphs. */
export interface RequestContext {
  readonly principal: Principal;
  readonly trace: Trace;
  readonly log: Log;
  readonly idempotencyKey?: string;
}
