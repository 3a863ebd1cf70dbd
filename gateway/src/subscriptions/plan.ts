import { operationFromDocument } from '@apollo/federation-internals';
import { buildOperationContext } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import type { SubscriptionGraph } from './subscription-graph.ts';

/** Name under which a plan finds the event, in place of the subgraph that nobody serves. */
export const eventSource = 'event';

/** How the events of one subscription document are resolved; made once, run for each event. */
export interface SubscriptionPlan {
  readonly graph: SubscriptionGraph;
  /** Apollo's plan for the subscription, turned into one for a query whose first fetch is the event itself. */
  readonly queryPlan: QueryPlan;
  readonly operationContext: ReturnType<typeof buildOperationContext>;
  /** What that first fetch asks of the event, aliases and keys included, and the schema it is written in. */
  readonly projection: { readonly schema: GraphQLSchema; readonly document: DocumentNode };
}

/**
 * Plans a validated subscription. Apollo plans subscriptions but refuses to run them; as a sequence with the event as
 * its first fetch it runs the plan whole: entity fetches, @requires, rewrites, error paths and the shape of the result.
 */
export function planSubscription(
  graph: SubscriptionGraph,
  document: DocumentNode,
  operationName: string | undefined,
): SubscriptionPlan {
  const name = operationName === undefined ? {} : { operationName };
  const { node } = graph.planner.buildQueryPlan(operationFromDocument(graph.apiSchema, document, name));
  if (node?.kind !== 'Subscription') throw new Error('Only subscriptions are planned here');
  const { primary, rest } = node;
  const nodes = [{ ...primary, serviceName: eventSource }, ...(rest ? [rest] : [])];
  return {
    graph,
    queryPlan: { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } },
    operationContext: buildOperationContext({ schema: graph.schema, operationDocument: document, ...name }),
    projection: { schema: graph.subgraphSchema(primary.serviceName), document: parse(primary.operation) },
  };
}
