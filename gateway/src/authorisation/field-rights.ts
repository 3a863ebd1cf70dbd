import { accessScopes, type Principal } from '@constellation/kit';
import { rightsIn } from '@constellation/schema';
import { z } from 'zod';

const right = z.union([z.literal('PUBLIC'), z.array(z.array(z.enum(accessScopes)))]);

/** Who may see a field: anybody, or whoever is signed in and has one scope of each group. */
export type FieldRight = z.infer<typeof right>;

/** Scopes of which one is needed. */
export type Group = Exclude<FieldRight, 'PUBLIC'>[number];

/** Who may see each field of a graph, by coordinate such as `Query.venue`. */
export type FieldRights = ReadonlyMap<string, FieldRight>;

/** @throws Error when a field has no rule, or one that asks for a scope which nobody can have. */
export function readFieldRights(supergraph: string): FieldRights {
  const rights = new Map<string, FieldRight>();
  for (const [coordinate, written] of rightsIn(supergraph)) {
    const { data } = right.safeParse(written);
    if (data === undefined) throw new Error(`${coordinate} has no rule that says who may see it`);
    rights.set(coordinate, data);
  }
  return rights;
}

/** Whether nobody has signed in. */
export const isAnonymous = ({ kind }: Pick<Principal, 'kind'>): boolean => kind === 'ANONYMOUS';

/** Whether somebody has one of the scopes. */
export const hasOne = ({ scopes }: Pick<Principal, 'scopes'>, group: Group): boolean =>
  group.some((scope) => scopes.includes(scope));
