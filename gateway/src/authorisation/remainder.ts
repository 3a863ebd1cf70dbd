import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { Needs } from './needs.ts';
import { type Asking, refusal, satisfies } from './refusal.ts';
import { without } from './without.ts';

/** How an operation was asked for. */
interface Asked {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** What of a document may be run for somebody who lacks rights to the rest. */
export interface Remainder {
  /** The same for all who lack the same. */
  readonly key: string;
  readonly document: DocumentNode;
  /** Why a field of the whole document is not in it; undefined if it is. */
  refusal(field: FieldNode): GraphQLError | undefined;
  /**
   * The result of the whole document, made from that of the remainder: null at each place of a refused field, or around it
   * where there may be no null, with the error there.
   */
  complete(result: ExecutionResult, asked: Asked): Promise<ExecutionResult>;
}

/** A judged document, and for whom. */
interface Judged {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
  readonly needs: Needs;
  readonly principal: Asking;
}

/** Made once for all who lack the same. */
export function remainder(key: string, { document, schema, needs, principal }: Judged): Remainder {
  const refused = new Map(
    [...needs.fields].flatMap(([field, need]) =>
      satisfies(principal, need) ? [] : [[field, refusal(principal, need)] as const],
    ),
  );
  return {
    key,
    document: without(document, (field) => refused.has(field), needs.abstract),
    refusal: (field) => refused.get(field),
    async complete(result, { operationName, variables }) {
      if (!result.data) return result;
      const { data, errors = [] } = await execute({
        schema,
        document,
        operationName,
        rootValue: result.data,
        variableValues: variables,
        fieldResolver(source: Readonly<Record<string, unknown>>, _arguments, _context, { fieldNodes, path }) {
          // Selected twice, once where it needs more and once where it needs less, it has been fetched for the second.
          const refusals = fieldNodes.map((field) => refused.get(field));
          const [first] = refusals;
          if (first && !refusals.includes(undefined)) throw first;
          return source[path.key];
        },
      });
      const all = [...(result.errors ?? []), ...errors];
      return { ...result, data: data ?? null, ...(all.length > 0 && { errors: all }) };
    },
  };
}
