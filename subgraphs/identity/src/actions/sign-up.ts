import { instant, newId, Refusal } from '@constellation/kit';
import type { z } from 'zod';
import { insertGrant } from '../data/role-grants.queries.ts';
import { insertUser } from '../data/users.queries.ts';
import { accept, invalid } from '../domain/accept.ts';
import { newAccount } from '../domain/account.ts';
import { isOfDemo } from '../domain/demo.ts';
import { beginSession, type IssuedSession } from './issue-session.ts';
import type { PasswordScope } from './scope.ts';

/**
 * Opens an account and signs in. Of several at once with one address, one wins. Accounts of the demo are opened by itself only.
 * @throws Refusal INVALID_INPUT or EMAIL_TAKEN
 */
export async function signUp(
  { em, passwords, principal }: PasswordScope,
  given: z.input<typeof newAccount>,
): Promise<IssuedSession> {
  const { email, password, name } = accept(newAccount, given).input;
  if (isOfDemo(email) && principal.kind !== 'SERVICE') throw invalid('is kept for the demo', 'input', 'email');
  const passwordHash = await passwords.hash(password);
  return em.transactional(async (tx) => {
    const at = await instant(tx);
    const user = { id: newId(), email: email.typed, name, createdAt: at };
    if (!(await insertUser(tx, user, email, passwordHash))) {
      throw new Refusal('EMAIL_TAKEN', 'There is an account with this e-mail address', { path: ['input', 'email'] });
    }
    await insertGrant(tx, user.id, { role: 'CUSTOMER', venueId: null });
    return beginSession(tx, { userId: user.id, version: 1, at });
  });
}
