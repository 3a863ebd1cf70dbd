import { findBreakingChanges, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { Right } from '../../src/rights.ts';

/** The file that declares breaking changes: what exactly, and why it may be. */
export const declaredChanges = z.array(z.object({ change: z.string().min(1), reason: z.string().min(1) }));

/** Those of the changes that are not declared. */
export function undeclared(changes: readonly string[], declared: z.infer<typeof declaredChanges>): readonly string[] {
  const known = new Set(declared.map(({ change }) => change));
  return changes.filter((change) => !known.has(change));
}

/** Changes that break clients of the public schema. */
export const breakingChanges = (before: GraphQLSchema, after: GraphQLSchema): readonly string[] =>
  findBreakingChanges(before, after).map(({ description }) => description);

/** Fields that some who could see them before may not see any more; fields that had no rule yet are none of them. */
export const narrowedRights = (before: Rights, after: Rights): readonly string[] =>
  [...before].flatMap(([coordinate, right]) => {
    const now = after.get(coordinate);
    return right === undefined || now === undefined || isWithin(right, now)
      ? []
      : [`${coordinate} needs more rights than before.`];
  });

type Rights = ReadonlyMap<string, Right | undefined>;

/** Whether all who may see the one may see the other. */
const isWithin = (right: Right, other: Right): boolean =>
  other === 'PUBLIC' ||
  (right !== 'PUBLIC' && other.every((group) => right.some((own) => own.every((scope) => group.includes(scope)))));
