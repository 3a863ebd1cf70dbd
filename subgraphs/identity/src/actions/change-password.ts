import { Refusal } from '@constellation/kit';
import type { z } from 'zod';
import { endSessionsOf } from '../data/sessions.queries.ts';
import { findPassword } from '../data/users.queries.ts';
import { accept } from '../domain/accept.ts';
import { passwordChange } from '../domain/account.ts';
import { attemptAt } from './attempts.ts';
import { beginSession, type IssuedSession } from './issue-session.ts';
import { ownSession, requireLive } from './own-session.ts';
import { revoke } from './revoke.ts';
import type { PasswordScope } from './scope.ts';
import { voidReset } from './void-reset.ts';
import { withPassword } from './with-password.ts';

/**
 * Replaces the caller's password, ends every session of theirs and begins a new one.
 * @throws Refusal FORBIDDEN, INVALID_INPUT, INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS, BUSY or SESSION_ENDED
 */
export async function changePassword(
  scope: PasswordScope,
  given: z.input<typeof passwordChange>,
): Promise<IssuedSession> {
  const { userId, sessionId } = ownSession(scope);
  const { current: password, next } = accept(passwordChange, given);
  const owner = { userId };
  const known = await findPassword(scope.em, owner);
  if (!known) throw new Refusal('FORBIDDEN', 'This needs an account');
  const attempt = attemptAt(known.emailKey, scope);
  return withPassword(scope, { owner, attempt, password, next, path: ['current'] }, async (tx, { at }) => {
    await requireLive(tx, sessionId);
    await voidReset(tx, userId, at);
    await endSessionsOf(tx, userId, at);
    const version = await revoke(tx, userId, { at, sessionId: null, reason: 'PASSWORD_CHANGED' });
    return beginSession(tx, { userId, version, at });
  });
}
