import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { Log, Metrics } from '@constellation/kit';
import type { GraphQLSchema } from 'graphql';
import { type Authorise, authoriser } from '../authorisation/authorise.ts';
import { authorisingGateway } from '../authorisation/authorising-gateway.ts';
import { readFieldRights } from '../authorisation/field-rights.ts';
import { showRights } from '../authorisation/show-rights.ts';
import { maskErrors } from '../errors/mask-errors.ts';
import { publicError } from '../errors/public-error.ts';
import { boundedDocument } from '../limits/bounded-document.ts';
import type { Limits } from '../limits/limits.ts';
import { useListSizes } from '../limits/list-sizes.ts';
import { oneMutationPerKey } from '../limits/one-mutation-per-key.ts';
import { runnableOperation } from '../limits/runnable-operation.ts';
import type { RequestContext } from '../request-context.ts';
import type { SubgraphSource } from '../upstreams/data-source.ts';
import { followFile } from './follow-file.ts';
import { useRealScalars } from './real-scalars.ts';
import { timeOperations } from './time-operations.ts';
import { wholeAnswers } from './whole-answers.ts';

/** The graph as clients see it, and the supergraph that it was read from. */
export interface LoadedGraph {
  readonly schema: GraphQLSchema;
  readonly supergraph: string;
  readonly authorise: Authorise;
}

export interface GraphOptions {
  /** Path of the composed supergraph, which is followed when it changes. */
  readonly supergraphPath: string;
  readonly sources: Readonly<Record<string, SubgraphSource>>;
  readonly limits: Limits;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Called with each graph, before it answers its first request. */
  onLoad(graph: LoadedGraph): void;
}

/** Apollo's HTTP pipeline over Apollo's planner and executor, started. */
export async function openGraph(options: GraphOptions): Promise<ApolloServer<RequestContext>> {
  const { limits, metrics } = options;
  const server = new ApolloServer<RequestContext>({
    gateway: openGateway(options),
    logger: apolloLog(options.log),
    plugins: [
      timeOperations(metrics),
      maskErrors,
      runnableOperation,
      oneMutationPerKey,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    formatError: (_, error) => publicError(error),
    parseOptions: { maxTokens: limits.documentTokens },
    validationRules: [boundedDocument(limits)],
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  await server.start();
  return server;
}

function openGateway({ supergraphPath, sources, log, onLoad }: GraphOptions) {
  const whole = wholeAnswers(sources);
  let authorise: Authorise = () => {
    throw new Error('The graph is not loaded yet');
  };
  const gateway = new ApolloGateway({
    supergraphSdl: followFile(supergraphPath, log, readFieldRights),
    buildService: ({ name }) => sources[name] ?? unserved(name),
    validateSupergraph: true,
    __exposeQueryPlanExperimental: false,
    experimental_didResolveQueryPlan: whole.learn,
    logger: apolloLog(log),
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    useRealScalars(apiSchema);
    useListSizes(apiSchema, coreSupergraphSdl);
    const rights = readFieldRights(coreSupergraphSdl);
    showRights(apiSchema, rights);
    authorise = authoriser(apiSchema, rights);
    onLoad({ schema: apiSchema, supergraph: coreSupergraphSdl, authorise });
  });
  return authorisingGateway(gateway, whole.around, (document, principal) => authorise(document, principal));
}

/** Stands for a subgraph that has no server, such as `events`, whose fields are never fetched. */
const unserved = (name: string): GraphQLDataSource => ({
  process: () => Promise.reject(new Error(`The subgraph ${name} has no server`)),
});

/** Apollo's own words, of which only complaints are of interest. */
const apolloLog = (log: Log) => ({
  debug: () => {},
  info: () => {},
  warn: (message: unknown) => log.warn({ component: 'apollo' }, String(message)),
  error: (message: unknown) => log.error({ component: 'apollo' }, String(message)),
});
