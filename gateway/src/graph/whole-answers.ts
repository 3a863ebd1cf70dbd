import { isDeepStrictEqual } from 'node:util';
import type { ApolloGateway, Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { GraphRequest } from '@constellation/kit';
import {
  type DocumentNode,
  type ExecutionResult,
  getVariableValues,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  isNonNullType,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import type { SubgraphSource } from '../upstreams/data-source.ts';
import { type ResponseShape, responseShape } from './response-shape.ts';

type Execute = ApolloGateway['executor'];
type Asked = Parameters<Execute>[0];

/** A subgraph, called in the name of who asks. */
interface Source {
  ask(request: GraphRequest, context: Asked['context']): ReturnType<SubgraphSource['ask']>;
}

/** Runs operations as simply as their plans allow. */
export interface WholeAnswers {
  /** Told by Apollo how it runs an operation. */
  readonly learn: Experimental_DidResolveQueryPlanCallback;
  /** Runs what is known to be answered whole by one subgraph; all else is left to Apollo, which plans it. */
  around(execute: Execute): Execute;
}

/**
 * Hands on the answers of subgraphs as they come where there is nothing to put together: Apollo would read the operation
 * again, and copy and judge each value. The first time an operation comes Apollo runs it, and tells its plan.
 */
export function wholeAnswers(sources: Readonly<Record<string, Source>>): WholeAnswers {
  // Documents are read anew for each graph.
  const known = new WeakMap<DocumentNode, Map<string, WholeOperation | undefined>>();
  return {
    learn({ queryPlan, operationContext, requestContext }) {
      const { document, request } = requestContext;
      const { schema, operation } = operationContext;
      known
        .getOrInsertComputed(document, () => new Map())
        .getOrInsertComputed(request.operationName ?? '', (name) =>
          wholeOperation(queryPlan, { schema, document, operation, name }),
        );
    },
    around: (execute) => async (asked) => {
      const whole = known.get(asked.document)?.get(asked.request.operationName ?? '');
      const source = whole && sources[whole.fetch.serviceName];
      return source ? answer(whole, source, asked) : execute(asked);
    },
  };
}

/** An operation that one subgraph answers whole: what it is asked for is what the client has asked for, name by name. */
interface WholeOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fetch: FetchNode;
  /** What the client gets where the subgraph gives nothing. */
  readonly nothing: Readonly<Record<string, null>> | null;
}

interface Planned extends Pick<WholeOperation, 'schema' | 'operation'> {
  readonly document: DocumentNode;
  readonly name: string;
}

function wholeOperation({ node }: QueryPlan, { schema, document, operation, name }: Planned) {
  if (node?.kind !== 'Fetch' || node.inputRewrites?.length || node.outputRewrites?.length) return undefined;
  const asked = responseShape(schema, document, name === '' ? undefined : name);
  const fetched = responseShape(schema, parse(node.operation, { noLocation: true }));
  if (!asked || !isDeepStrictEqual(asked, fetched)) return undefined;
  // What may be left out as a whole is not owed as null either.
  if (asked.some(([{ as, conditions }]) => as === '' || conditions !== '')) return undefined;
  return { schema, operation, fetch: node, nothing: nothingOf(asked, schema, operation) };
}

/** Null for each field, or altogether where one of them must not be null. */
function nothingOf(asked: ResponseShape, schema: GraphQLSchema, { operation }: OperationDefinitionNode) {
  const fields = schema.getRootType(operation)?.getFields() ?? {};
  const isOwed = asked.some(([{ name }]) => isNonNullType(fields[name]?.type));
  return isOwed ? null : Object.fromEntries(asked.map(([{ as }]) => [as, null]));
}

async function answer(
  { schema, operation, fetch, nothing }: WholeOperation,
  source: Source,
  { request, context }: Asked,
): Promise<ExecutionResult> {
  const given = request.variables ?? {};
  const { errors: wrong } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (wrong) return { errors: wrong };
  const { serviceName, operation: query, operationName, variableUsages = [] } = fetch;
  const used = variableUsages.filter((name) => given[name] !== undefined);
  const variables = Object.fromEntries(used.map((name) => [name, given[name]]));
  const { data, errors } = await source.ask({ query, operationName, variables }, context);
  return { data: data ?? nothing, ...(errors && { errors: errors.map((error) => asError(error, serviceName)) }) };
}

const asError = (error: GraphQLFormattedError, serviceName: string): GraphQLError =>
  new GraphQLError(error.message, {
    path: error.path,
    extensions: { ...error.extensions, serviceName },
    originalError: Object.assign(new Error(error.message), error),
  });
