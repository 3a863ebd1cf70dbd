import type { z } from 'zod';
import { accept } from '../domain/accept.ts';
import { typedCredentials } from '../domain/account.ts';
import { emailKey } from '../domain/email.ts';
import { attemptAt } from './attempts.ts';
import { beginSession, type IssuedSession } from './issue-session.ts';
import type { PasswordScope } from './scope.ts';
import { withPassword } from './with-password.ts';

/**
 * Begins a session of whoever knows the password.
 * @throws Refusal INVALID_INPUT, INVALID_CREDENTIALS or TOO_MANY_ATTEMPTS
 */
export async function signIn(scope: PasswordScope, given: z.input<typeof typedCredentials>): Promise<IssuedSession> {
  const { email, password } = accept(typedCredentials, given);
  const key = emailKey(email.trim().normalize());
  const owner = key === undefined ? undefined : { emailKey: key };
  const attempt = attemptAt(key ?? email, scope);
  return withPassword(scope, { owner, attempt, password }, beginSession);
}
