import { instant, networkOf, newId, Refusal } from '@constellation/kit';
import type { z } from 'zod';
import { insertGrant } from '../data/role-grants.queries.ts';
import { countSignUp } from '../data/sign-up-counts.queries.ts';
import { findPassword, insertUser } from '../data/users.queries.ts';
import { accept } from '../domain/accept.ts';
import { newAccount } from '../domain/account.ts';
import { signUpHour, signUpsAnHour } from '../domain/attempts.ts';
import { refuseOfDemo } from '../domain/demo.ts';
import { beginSession, type IssuedSession } from './issue-session.ts';
import type { PasswordScope } from './scope.ts';

/**
 * Opens an account and signs in. Of several at once with one address, one wins. Accounts of the demo are opened by itself
 * only. Nothing is hashed for who comes too often, or whose address somebody has.
 * @throws Refusal INVALID_INPUT, EMAIL_TAKEN, TOO_MANY_ATTEMPTS or BUSY
 */
export async function signUp(scope: PasswordScope, given: z.input<typeof newAccount>): Promise<IssuedSession> {
  const { em, passwords, principal } = scope;
  const { email, password, name } = accept(newAccount, given).input;
  if (principal.kind !== 'SERVICE') refuseOfDemo(email);
  await limit(scope);
  if (await findPassword(em, { emailKey: email.key })) throw taken();
  const passwordHash = await passwords.hash(password);
  return em.transactional(async (tx) => {
    const at = await instant(tx);
    const user = { id: newId(), email: email.typed, name, createdAt: at };
    if (!(await insertUser(tx, user, email, passwordHash))) throw taken();
    await insertGrant(tx, user.id, { role: 'CUSTOMER', venueId: null });
    return beginSession(tx, { userId: user.id, version: 1, at });
  });
}

/** @throws Refusal TOO_MANY_ATTEMPTS where more have come from one address within the hour than sign up in one place. */
async function limit({ em, address }: PasswordScope): Promise<void> {
  if (address === undefined) return;
  const { count, since } = await countSignUp(em, networkOf(address));
  if (count <= signUpsAnHour) return;
  const details = { until: since.add(signUpHour).toString() };
  throw new Refusal('TOO_MANY_ATTEMPTS', 'Too many have signed up from where you are; wait', { details });
}

const taken = () =>
  new Refusal('EMAIL_TAKEN', 'There is an account with this e-mail address', { path: ['input', 'email'] });
