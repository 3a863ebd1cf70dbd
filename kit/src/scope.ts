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
  /** Where the request comes from, as far as the gateway knows. */
  readonly address?: string;
  /** Where the client found the gateway, such as `https://api.example.org`, as far as that is known. */
  readonly origin?: string;
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

/** What is known of a request beyond its trace; without a principal it is the subgraph's own work. */
export type Asked = Partial<Pick<Scope, 'principal' | 'address' | 'origin' | 'idempotencyKey'>>;

/** A scope for one request or message; its trace goes into the log lines and into every event it appends. */
export function openScope(
  { name, fork, clock, keyValue, log }: ScopeSource,
  trace: Trace,
  { principal = servicePrincipal(name), address, origin, idempotencyKey }: Gaps<Asked> = {},
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
    ...(address !== undefined && { address }),
    ...(origin !== undefined && { origin }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}

type Gaps<Given> = { [Name in keyof Given]?: Given[Name] | undefined };
