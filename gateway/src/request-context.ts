import type { Log, Principal, Trace } from '@constellation/kit';

/** What accompanies one request, or one run of a subscription's plan, on its way to the subgraphs. */
export interface RequestContext {
  readonly principal: Principal;
  readonly trace: Trace;
  readonly log: Pick<Log, 'debug' | 'info' | 'warn' | 'error'>;
  readonly idempotencyKey?: string;
  /** Where the client is. */
  readonly address?: string;
  /** Where the client found this gateway, such as `https://api.example.org`. */
  readonly origin?: string;
}
