import type { GraphQLSchema } from 'graphql';
import type { Metrics } from '../metrics.ts';
import type { UserError } from './user-error.ts';

/**
 * Counts each mutation field of a schema that runs, by its own name and by what came of it: `done`, the code of its
 * first refusal, or `error` when there is no payload. What fails before it runs (a bad argument) is not counted.
 */
export function countMutations(schema: GraphQLSchema, subgraph: string, metrics: Metrics): void {
  const ran = metrics.counter({
    name: 'constellation_mutations_total',
    help: 'Mutations that ran, by outcome: done, the code of the first refusal, or error',
    labels: ['subgraph', 'mutation', 'outcome'],
  });
  for (const [mutation, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (!resolve) continue;
    field.resolve = async (...call) => {
      let outcome = 'error';
      try {
        const payload: unknown = await resolve(...call);
        outcome = outcomeOf(payload);
        return payload;
      } finally {
        ran.inc({ subgraph, mutation, outcome });
      }
    };
  }
}

const outcomeOf = (payload: unknown): string =>
  (payload as { readonly errors?: readonly UserError[] } | null)?.errors?.[0]?.code ?? 'done';
