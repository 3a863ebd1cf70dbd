import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import type { ExecutionHeaders, GraphRequest, GraphResponse } from '@constellation/kit';
import { scalars, sdl, type SubgraphName } from '@constellation/schema';
import { graphql, parse } from 'graphql';
import type { Upstream } from '../upstreams/upstream.ts';

/** One operation that a subgraph was asked for. */
interface Call extends GraphRequest {
  readonly headers: ExecutionHeaders;
}

/** A subgraph with its real schema and made-up data, which remembers what it was asked. */
export interface FixtureSubgraph extends Upstream {
  readonly calls: readonly Call[];
}

/** Runs resolvers over a subgraph's real SDL, in this process; what comes with a request is their context. */
export function fixtureSubgraph(name: SubgraphName, resolvers: GraphQLResolverMap<ExecutionHeaders>): FixtureSubgraph {
  const typeDefs = parse(sdl(name));
  const defined = new Set(
    typeDefs.definitions.flatMap((each) => (each.kind === 'ScalarTypeDefinition' ? [each.name.value] : [])),
  );
  const used = Object.fromEntries(Object.entries(scalars).filter(([scalar]) => defined.has(scalar)));
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { ...used, ...resolvers } }]);
  const calls: Call[] = [];
  return {
    calls,
    ready: async () => {},
    async execute(request, headers): Promise<GraphResponse> {
      calls.push({ ...request, headers });
      const { query: source, variables: variableValues, operationName } = request;
      const { data, errors } = await graphql({ schema, source, variableValues, operationName, contextValue: headers });
      return { data, errors: errors?.map((error) => error.toJSON()) };
    },
  };
}
