import { type Schema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { type GraphQLSchema } from 'graphql';
import type { Authorise } from '../authorisation/authorise.ts';
import type { LoadedGraph } from '../graph/open-graph.ts';

/** What subscriptions are validated, planned and run with; made anew for each supergraph. */
export interface SubscriptionGraph {
  /** The graph as clients see it. */
  readonly schema: GraphQLSchema;
  readonly authorise: Authorise;
  /** The same, and the whole supergraph, as Apollo's planner and executor want them. */
  readonly apiSchema: Schema;
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  /** The graph of one subgraph: what an event looks like to the one that it stands for. */
  subgraphSchema(name: string): GraphQLSchema;
}

/** Reads what the gateway has validated already; takes about a tenth of a second. */
export function subscriptionGraph({ schema, supergraph: sdl, authorise }: LoadedGraph): SubscriptionGraph {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: false });
  const subgraphSchemas = new Map<string, GraphQLSchema>();
  return {
    schema,
    authorise,
    apiSchema: supergraph.apiSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph),
    subgraphSchema: (name) =>
      subgraphSchemas.getOrInsertComputed(name, () => {
        const subgraph = supergraph.subgraphs().get(name);
        if (!subgraph) throw new Error(`The supergraph has no subgraph ${name}`);
        return subgraph.schema.toGraphQLJSSchema();
      }),
  };
}
