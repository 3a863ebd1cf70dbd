import { instant, type Scope } from '@constellation/kit';
import { endSession } from '../data/sessions.queries.ts';
import { lockUser } from '../data/users.queries.ts';
import { ownSession } from './own-session.ts';
import { revoke } from './revoke.ts';

/**
 * Ends the caller's session; one that is over already stays so.
 * @throws Refusal FORBIDDEN
 */
export async function signOut(scope: Scope): Promise<boolean> {
  const { userId, sessionId } = ownSession(scope);
  return scope.em.transactional(async (tx) => {
    await lockUser(tx, userId);
    const at = await instant(tx);
    if (await endSession(tx, sessionId, at)) await revoke(tx, userId, { at, sessionId, reason: 'SIGNED_OUT' });
    return true;
  });
}
