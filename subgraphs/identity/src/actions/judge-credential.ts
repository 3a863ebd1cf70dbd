import { instant, type Principal, Refusal, secretHash } from '@constellation/kit';
import { z } from 'zod';
import { findGoodKey, noteKeyUse } from '../data/api-keys.queries.ts';
import { grantsOfUsers } from '../data/role-grants.queries.ts';
import { noteUse } from '../domain/api-key.ts';
import { scopesOf, venueRolesOf } from '../domain/roles.ts';
import type { PasswordScope } from './scope.ts';
import { typedTrial, withPassword } from './with-password.ts';

/** What a client shows a gateway with each request, in place of an access token. */
export const shownCredential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('KEY'), key: z.string() }),
  z.object({ kind: z.literal('PASSWORD'), email: z.string(), password: z.string() }),
]);
type ShownCredential = z.infer<typeof shownCredential>;

/** Whom a good credential speaks for. */
export interface Spoken {
  readonly principal: Principal;
  /** The account's or the partner's, as it was when the credential was good: a later revocation has a higher one. */
  readonly version: number;
}

/**
 * Says whom a credential speaks for. A password counts as an attempt to sign in, like any other.
 * @throws Refusal INVALID_CREDENTIALS, INVALID_INPUT or TOO_MANY_ATTEMPTS
 */
export const judgeCredential = async (scope: PasswordScope, shown: ShownCredential): Promise<Spoken> =>
  shown.kind === 'KEY' ? judgeKey(scope, shown.key) : judgePassword(scope, shown);

async function judgeKey({ em }: PasswordScope, key: string): Promise<Spoken> {
  const known = await findGoodKey(em, secretHash(key));
  if (!known) throw new Refusal('INVALID_CREDENTIALS', 'There is no such key, or it is revoked');
  const { id: sessionId, partnerId: id, scopes, version } = known;
  const at = await instant(em);
  await noteKeyUse(em, sessionId, at, at.subtract(noteUse));
  return { principal: { kind: 'PARTNER', id, sessionId, scopes, venueRoles: {} }, version };
}

const judgePassword = (scope: PasswordScope, typed: { readonly email: string; readonly password: string }) =>
  withPassword(scope, typedTrial(scope, typed), async (tx, { userId: id, version }): Promise<Spoken> => {
    const grants = await grantsOfUsers(tx, [id]);
    return { principal: { kind: 'USER', id, scopes: scopesOf(grants), venueRoles: venueRolesOf(grants) }, version };
  });
