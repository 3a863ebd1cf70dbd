import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  separateOperations,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { isCompilable } from './compilable.ts';
import { hoistLiterals } from './hoist-literals.ts';

/** An operation of a valid document. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly request: {
    readonly operationName?: string | undefined;
    readonly variables?: Readonly<Record<string, unknown>> | undefined;
  };
  readonly context: unknown;
}

/** A query that comes so often is worth being compiled. */
const timesUntilCompiled = 3;

/** Code takes ten times the room of its document: so many are kept, those that are asked for. */
const mostCompiled = 200;

/**
 * Executes operations on a schema. Queries that come again are compiled: a list of thousands of flat objects takes a
 * fraction of the time then. What a client has written wrong is told by graphql-js, whose words it knows.
 */
export function executorFor(schema: GraphQLSchema): (asked: Operation) => Promise<ExecutionResult> {
  // Documents are remembered by Apollo for as long as there is room.
  const seen = new WeakMap<DocumentNode, Map<string, Seen>>();
  const runs = new LRUCache<Seen, Run>({ max: mostCompiled, dispose: (_run, known) => void (known.times = 0) });
  return async (asked) => {
    const { document, request, context: contextValue } = asked;
    const known = seen
      .getOrInsertComputed(document, () => new Map())
      .getOrInsertComputed(request.operationName ?? '', () => ({ times: 0 }));
    known.times += 1;
    const made = known.times === timesUntilCompiled ? compiled(schema, asked) : undefined;
    if (made) runs.set(known, made);
    const variableValues = present(request.variables ?? {});
    const result = await runs.get(known)?.(contextValue, variableValues);
    return result ?? execute({ schema, document, contextValue, variableValues, operationName: request.operationName });
  };
}

type Run = (
  contextValue: unknown,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult | undefined>;

/** How often an operation has come, since it was forgotten the last time. */
interface Seen {
  times: number;
}

/** Nothing for what is no query, or cannot be compiled; it runs to nothing where variables are no good. */
function compiled(schema: GraphQLSchema, { document, operation }: Operation): Run | undefined {
  if (operation.operation !== 'query') return undefined;
  const alone = separateOperations(document)[operation.name?.value ?? ''];
  if (!alone || !isCompilable(schema, alone)) return undefined;
  const hoisted = hoistLiterals(schema, alone);
  const query = compileQuery(schema, hoisted.document);
  if (!isCompiledQuery(query)) return undefined;
  return async (contextValue, variables) => {
    const result = await query.query(undefined, contextValue, {
      ...hoisted.defaults,
      ...variables,
      ...hoisted.literals,
    });
    if (!('data' in result)) return undefined;
    return result.errors ? { data: result.data, errors: result.errors.map((each) => asError(each, document)) } : result;
  };
}

/** What is not given is left out: callers in this process may have written it as undefined. */
const present = (variables: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));

/** A compiled query's errors only look like those of GraphQL. */
function asError({ message, locations, path, originalError }: GraphQLError, { loc }: DocumentNode): GraphQLError {
  const positions = loc && locations?.map(({ line, column }) => positionOf(loc.source.body, line, column));
  return new GraphQLError(message, { path, originalError, ...(loc && positions && { source: loc.source, positions }) });
}

function positionOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, column - 1);
}
