import { append, type EntityManager } from '@constellation/kit';
import { type IdentityRevokedData, identityRevoked } from '@constellation/schema';
import { nextVersion } from '../data/users.queries.ts';

interface Revocation extends Pick<IdentityRevokedData, 'sessionId'> {
  readonly at: Temporal.Instant;
  readonly reason: 'SIGNED_OUT' | 'PASSWORD_CHANGED' | 'PASSWORD_RESET' | 'ROLES_CHANGED' | 'REFRESH_REUSED' | 'ERASED';
}

/**
 * Tells everybody who accepts tokens that some of a locked account are void: those of a session, or all whose version is
 * lower than the one that this answers.
 */
export async function revoke(
  tx: EntityManager,
  userId: string,
  { at, sessionId, reason }: Revocation,
): Promise<number> {
  const version = await nextVersion(tx, userId);
  const data = { principalId: userId, sessionId, reason };
  await append(tx, identityRevoked, { aggregate: userId, version, at, data });
  return version;
}
