import { findBreakingChanges, type GraphQLSchema } from 'graphql';
import { z } from 'zod';

/** The file that declares breaking changes: what exactly, and why it may be. */
export const declaredChanges = z.array(z.object({ change: z.string().min(1), reason: z.string().min(1) }));

/** Changes that break clients of the public schema and are not declared. */
export function undeclaredChanges(
  before: GraphQLSchema,
  after: GraphQLSchema,
  declared: z.infer<typeof declaredChanges>,
): readonly string[] {
  const known = new Set(declared.map(({ change }) => change));
  return findBreakingChanges(before, after).flatMap(({ description }) => (known.has(description) ? [] : description));
}
