import { executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import { execute, type ExecutionResult } from 'graphql';
import type { RequestContext } from '../request-context.ts';
import { eventSource, type SubscriptionPlan } from './plan.ts';

type PlanParameters = Parameters<typeof executeQueryPlan>;

/** What Apollo's executor reads of a gateway request, which it exports no way to make. */
type PlanRequest = Pick<PlanParameters[2], 'request' | 'context' | 'logger' | 'metrics'>;

interface Executor {
  executeQueryPlan(
    plan: PlanParameters[0],
    sources: PlanParameters[1],
    request: PlanRequest,
    operation: PlanParameters[3],
    supergraph: PlanParameters[4],
    api: PlanParameters[5],
  ): ReturnType<typeof executeQueryPlan>;
}

const apollo: Executor = { executeQueryPlan };

/** One event, by the name of its field, and the client's variables. */
export interface PlanInput {
  readonly event: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Resolves one event as a subscription document asks for it, with entity fields from the subgraphs. */
export function runPlan(
  { graph, queryPlan, operationContext, projection }: SubscriptionPlan,
  sources: Readonly<Record<string, GraphQLDataSource>>,
  { event, variables }: PlanInput,
  context: RequestContext,
): Promise<ExecutionResult> {
  const projected: GraphQLDataSource = {
    async process() {
      const { data = null, errors } = await execute({ ...projection, rootValue: event, variableValues: variables });
      return { data, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
    },
  };
  return apollo.executeQueryPlan(
    queryPlan,
    { ...sources, [eventSource]: projected },
    { request: { variables }, context, logger: context.log, metrics: {} },
    operationContext,
    graph.supergraphSchema,
    graph.apiSchema,
  );
}
