import type { Principal } from '@constellation/kit';
import type { ErrorCode } from '@constellation/schema';
import { GraphQLError } from 'graphql';
import { hasOne, isAnonymous } from './field-rights.ts';
import type { Need } from './needs.ts';

export type Asking = Pick<Principal, 'kind' | 'scopes'>;

/** Whether somebody may see a field. */
export const satisfies = (principal: Asking, { groups }: Pick<Need, 'groups'>): boolean =>
  !isAnonymous(principal) && groups.every((group) => hasOne(principal, group));

/** Why somebody may not see a field: UNAUTHENTICATED who should sign in, else FORBIDDEN, with the scopes that are missing. */
export function refusal(principal: Asking, { coordinate, groups }: Need): GraphQLError {
  const missing = groups.filter((group) => !hasOne(principal, group));
  const scopes = missing.map((group) => group.join(' or ')).join(', and ');
  const code: ErrorCode = isAnonymous(principal) ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  const message = isAnonymous(principal)
    ? `${coordinate} is for callers who sign in`
    : `${coordinate} needs the scope ${scopes}`;
  return new GraphQLError(message, { extensions: { code, ...(scopes !== '' && { details: { missing } }) } });
}
