import type { z } from 'zod';
import type { typedCredentials } from '../domain/account.ts';
import { beginSession, type IssuedSession } from './issue-session.ts';
import type { PasswordScope } from './scope.ts';
import { typedTrial, withPassword } from './with-password.ts';

/**
 * Begins a session of whoever knows the password.
 * @throws Refusal INVALID_INPUT, INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS or BUSY
 */
export const signIn = async (scope: PasswordScope, given: z.input<typeof typedCredentials>): Promise<IssuedSession> =>
  withPassword(scope, typedTrial(scope, given), beginSession);
