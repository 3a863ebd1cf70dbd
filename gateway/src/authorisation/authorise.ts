import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type FieldRights, hasOne, isAnonymous } from './field-rights.ts';
import { type Needs, needsOf } from './needs.ts';
import { type Asking, satisfies } from './refusal.ts';
import { type Remainder, remainder } from './remainder.ts';

/** Judges a validated document before anything is planned. Undefined for who may see all of it. */
export type Authorise = (document: DocumentNode, principal: Asking) => Remainder | undefined;

/** Remainders that are kept of one document. */
const remaindersKept = 16;

interface Judged {
  readonly needs: Needs;
  readonly remainders: LRUCache<string, Remainder>;
}

/** Judges by the rights of one graph. Each document is read once, as long as somebody else keeps it. */
export function authoriser(schema: GraphQLSchema, rights: FieldRights): Authorise {
  const known = new WeakMap<DocumentNode, Judged>();
  const judge = (document: DocumentNode): Judged => ({
    needs: needsOf(document, schema, rights),
    remainders: new LRUCache({ max: remaindersKept }),
  });
  return (document, principal) => {
    const { needs, remainders } = known.getOrInsertComputed(document, judge);
    if (needs.fields.size === 0 || satisfies(principal, needs)) return undefined;
    const key = lack(principal, needs);
    const ready = remainders.get(key);
    if (ready) return ready;
    const made = remainder(key, { document, schema, needs, principal });
    remainders.set(key, made);
    return made;
  };
}

/** What somebody lacks, as one text. */
const lack = (principal: Asking, { groups }: Needs): string =>
  isAnonymous(principal)
    ? 'anonymous'
    : `without ${groups
        .filter((group) => !hasOne(principal, group))
        .map((group) => group.join('|'))
        .toSorted()
        .join()}`;
