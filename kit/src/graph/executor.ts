import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  separateOperations,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
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

/** Compiling takes up to a millisecond for each field, in which nothing else is done; what is long is long for its lists. */
const mostFields = 50;

/**
 * Executes operations on a schema. Queries that come again are compiled: a list of thousands of flat objects takes a
 * fraction of the time then. What a client has written wrong is told by graphql-js, whose words it knows.
 */
export function executorFor(schema: GraphQLSchema): (asked: Operation) => Promise<ExecutionResult> {
  // Documents are remembered by Apollo for as long as there is room.
  const seen = new WeakMap<DocumentNode, Map<string, Seen>>();
  return async (asked) => {
    const { document, request, context: contextValue } = asked;
    const known = seen
      .getOrInsertComputed(document, () => new Map())
      .getOrInsertComputed(request.operationName ?? '', () => ({ times: 0 }));
    known.times += 1;
    if (known.times === timesUntilCompiled) known.run = compiled(schema, asked);
    const variableValues = present(request.variables ?? {});
    const result = await known.run?.(contextValue, variableValues);
    return result ?? execute({ schema, document, contextValue, variableValues, operationName: request.operationName });
  };
}

type Run = (
  contextValue: unknown,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult | undefined>;

interface Seen {
  times: number;
  run?: Run | undefined;
}

/** Nothing for what is no query, or cannot be compiled; it runs to nothing where variables are no good. */
function compiled(schema: GraphQLSchema, { document, operation }: Operation): Run | undefined {
  if (operation.operation !== 'query') return undefined;
  const alone = separateOperations(document)[operation.name?.value ?? ''];
  const hoisted = alone && fieldsIn(alone) <= mostFields ? hoistLiterals(schema, alone) : undefined;
  const query = hoisted && compileQuery(schema, hoisted.document);
  if (!query || !isCompiledQuery(query)) return undefined;
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

/** Fields of an operation with every fragment written out. */
function fieldsIn({ definitions }: DocumentNode): number {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const countOf = (selectionSet: SelectionSetNode | undefined): number => {
    let sum = 0;
    for (const selection of selectionSet?.selections ?? []) {
      const within = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      sum += Number(selection.kind === Kind.FIELD) + countOf(within?.selectionSet);
      if (sum > mostFields) break;
    }
    return sum;
  };
  return countOf(definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)?.selectionSet);
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
