import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema, type GraphQLSchemaModule } from '@apollo/subgraph';
import { scalars } from '@constellation/schema';
import { type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql';
import type { GraphContext } from './context.ts';
import { errorLog, formatError } from './errors.ts';
import { executorFor } from './executor.ts';

export interface GraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

export interface GraphResponse {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

type ResolverMap = NonNullable<GraphQLSchemaModule['resolvers']>;

/** Longest document a subgraph reads; the gateway's own limit is tighter. */
const mostTokens = 20_000;

/** A subgraph's executable schema: its own resolvers and the shared scalars it uses. */
export function buildSchema(typeDefs: string, resolvers: object): GraphQLSchema {
  const document = parse(typeDefs);
  const used = new Set(
    document.definitions.flatMap((each) => (each.kind === 'ScalarTypeDefinition' ? [each.name.value] : [])),
  );
  const ownScalars = Object.fromEntries(Object.entries(scalars).filter(([name]) => used.has(name)));
  return buildSubgraphSchema([{ typeDefs: document, resolvers: { ...resolvers, ...ownScalars } as ResolverMap }]);
}

/** The engine behind a subgraph's graph, started and ready to execute. */
export async function startGraph(
  schema: GraphQLSchema,
  plugins: readonly ApolloServerPlugin<GraphContext>[] = [],
): Promise<ApolloServer<GraphContext>> {
  const server = new ApolloServer<GraphContext>({
    gateway: executing(schema),
    formatError,
    plugins: [...plugins, errorLog, ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
    introspection: true,
    csrfPrevention: false,
    parseOptions: { maxTokens: mostTokens },
    includeStacktraceInErrorResponses: false,
  });
  await server.start();
  return server;
}

/** How Apollo is told to have operations executed in another way than its own. */
const executing = (schema: GraphQLSchema): ApolloServerOptionsWithGateway<GraphContext>['gateway'] => ({
  load: async () => ({ executor: executorFor(schema) }),
  onSchemaLoadOrUpdate: (tell) => {
    tell({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => {};
  },
  stop: async () => {},
});

/** Executes one operation without HTTP in between. */
export async function executeOn(
  server: ApolloServer<GraphContext>,
  { query, operationName, variables }: GraphRequest,
  contextValue: GraphContext,
): Promise<GraphResponse> {
  const { body } = await server.executeOperation(
    { query, ...(operationName && { operationName }), ...(variables && { variables: { ...variables } }) },
    { contextValue },
  );
  if (body.kind !== 'single') throw new Error('Subgraphs answer in one piece');
  return body.singleResult;
}
