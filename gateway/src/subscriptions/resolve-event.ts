import type { GraphQLDataSource } from '@apollo/gateway';
import { type Log, type Principal, traceFrom } from '@constellation/kit';
import { forClient } from '../errors/mask-errors.ts';
import { publicError } from '../errors/public-error.ts';
import type { RequestContext } from '../request-context.ts';
import type { BoundSubscription } from './bind.ts';
import type { LiveEvent } from './live-field.ts';
import { runPlan } from './run-plan.ts';
import type { Payload } from './topic.ts';

type Sources = Readonly<Record<string, GraphQLDataSource>>;

export interface ResolverOptions {
  readonly sources: Sources;
  readonly log: Log;
  /** Counts the events it resolves. */
  readonly resolved: { inc(): void };
}

/** Resolves events with the subgraphs behind these sources, in the trace of the request that caused them. Never rejects. */
export const eventResolver =
  ({ sources, log, resolved }: ResolverOptions) =>
  async (bound: BoundSubscription, event: LiveEvent, principal: Principal): Promise<Payload> => {
    resolved.inc();
    const trace = traceFrom(event.traceparent);
    const context = { principal, trace, log: log.child({ traceId: trace.traceId }) };
    return {
      sequence: event.sequence,
      entity: event.entity(bound.args),
      json: JSON.stringify(await result(bound, event, sources, context)),
    };
  };

async function result(
  { document: { plan, live, text, remainder }, variables, args }: BoundSubscription,
  event: LiveEvent,
  sources: Sources,
  context: RequestContext,
) {
  try {
    const planned = await runPlan(plan, sources, { event: { [live.name]: event.value(args) }, variables }, context);
    const { data, errors } = remainder ? await remainder.complete(planned, { ...text, variables }) : planned;
    return { data, ...(errors && { errors: forClient(errors, context) }) };
  } catch (error) {
    context.log.error({ err: error }, 'event not resolved');
    return { data: null, errors: [publicError(error, context.trace.traceId)] };
  }
}
