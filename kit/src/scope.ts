import type { Clock } from './clock.ts';
import type { EntityManager } from './database/query.ts';
import type { KeyValue } from './key-value/key-value.ts';
import type { Log } from './log.ts';
import { type Principal, servicePrincipal } from './principal.ts';
import type { Trace } from './trace.ts';

/** Everything an action may touch: who asks, and the ports. Made anew per request, message and tick. */
export interface Scope {
  readonly em: EntityManager;
  readonly principal: Principal;
  readonly clock: Clock;
  readonly keyValue: KeyValue;
  readonly log: Log;
  readonly trace: Trace;
  /** The request's `Idempotency-Key`, for mutations whose input carries none. */
  readonly idempotencyKey?: string;
}

/** The parts of a scope that last as long as the process. */
export interface ScopeSource {
  readonly name: string;
  fork(): EntityManager;
  readonly clock: Clock;
  readonly keyValue: KeyValue;
  readonly log: Log;
}

/** A scope for one request or message; its trace goes into the log lines and into every event it appends. */
export function openScope(
  { name, fork, clock, keyValue, log }: ScopeSource,
  trace: Trace,
  principal: Principal = servicePrincipal(name),
  idempotencyKey?: string,
): Scope {
  const em = fork();
  em.setLoggerContext({ traceparent: trace.traceparent });
  return {
    em,
    principal,
    clock,
    keyValue,
    log: log.child({ traceId: trace.traceId }),
    trace,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}
