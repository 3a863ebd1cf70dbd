import { type EntityManager, instant, Refusal, secretHash } from '@constellation/kit';
import type { z } from 'zod';
import { findToken } from '../data/password-resets.queries.ts';
import { endSessionsOf } from '../data/sessions.queries.ts';
import { forgetAttempts } from '../data/sign-in-attempts.queries.ts';
import { findPassword, lockUser, setPasswordHash } from '../data/users.queries.ts';
import { accept } from '../domain/accept.ts';
import { passwordReset } from '../domain/account.ts';
import { isGood } from '../domain/password-reset.ts';
import { attemptAt } from './attempts.ts';
import { beginSession, type IssuedSession } from './issue-session.ts';
import { revoke } from './revoke.ts';
import type { PasswordScope } from './scope.ts';
import { voidReset } from './void-reset.ts';

/**
 * Sets a new password for whoever has the token from the mail, ends every session of theirs and begins a new one. Of
 * several at once with one token, one does.
 * @throws Refusal INVALID_INPUT, RESET_TOKEN_INVALID or BUSY
 */
export async function resetPassword(
  scope: PasswordScope,
  given: z.input<typeof passwordReset>,
): Promise<IssuedSession> {
  const { token, password } = accept(passwordReset, given);
  const hash = secretHash(token);
  // Nobody has a password hashed for nothing.
  await ownerOf(scope.em, hash);
  const passwordHash = await scope.passwords.hash(password);
  return scope.em.transactional(async (tx) => {
    const userId = await ownerOf(tx, hash);
    await lockUser(tx, userId);
    await ownerOf(tx, hash);
    const at = await instant(tx);
    await setPasswordHash(tx, userId, passwordHash);
    await voidReset(tx, userId, at);
    await beginAnew(tx, scope, userId);
    await endSessionsOf(tx, userId, at);
    const version = await revoke(tx, userId, { at, sessionId: null, reason: 'PASSWORD_RESET' });
    return beginSession(tx, { userId, version, at });
  });
}

/** Whose good token this is; @throws Refusal RESET_TOKEN_INVALID. */
async function ownerOf(em: EntityManager, hash: Buffer): Promise<string> {
  const known = await findToken(em, hash);
  if (known && isGood(known, await instant(em))) return known.userId;
  throw new Refusal('RESET_TOKEN_INVALID', 'The token is unknown, used, void or too old; ask for another mail', {
    path: ['token'],
  });
}

/** As after a sign-in, failures before this do not count any more. */
async function beginAnew(tx: EntityManager, scope: PasswordScope, userId: string): Promise<void> {
  const known = await findPassword(tx, { userId });
  if (known) await forgetAttempts(tx, attemptAt(known.emailKey, scope));
}
