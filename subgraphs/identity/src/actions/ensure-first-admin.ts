import { type EntityManager, instant, newId, type Scope } from '@constellation/kit';
import type { z } from 'zod';
import { hasAdmin, insertGrant, queueForFirstAdmin } from '../data/role-grants.queries.ts';
import { endSessionsOf } from '../data/sessions.queries.ts';
import { findPassword, insertUser, lockUser, setPasswordHash } from '../data/users.queries.ts';
import { accept } from '../domain/accept.ts';
import { newAccount } from '../domain/account.ts';
import { refuseOfDemo } from '../domain/demo.ts';
import type { Email } from '../domain/email.ts';
import { revoke } from './revoke.ts';
import type { PasswordScope } from './scope.ts';
import { voidReset } from './void-reset.ts';

/** Whom the platform begins with. */
export type FirstAdmin = Pick<z.input<typeof newAccount>['input'], 'email' | 'password'>;

/**
 * Where nobody runs the platform, sees to it that somebody does: opens their account, or takes the one that has the
 * address from whoever opened it: its password is this one, and its sessions, tokens and mails are void. Of several
 * processes that start at once one does it.
 * @throws Refusal INVALID_INPUT
 */
export async function ensureFirstAdmin(
  { em, passwords, log }: Pick<PasswordScope, 'em' | 'passwords'> & Pick<Scope, 'log'>,
  given: FirstAdmin,
): Promise<void> {
  const { email, password } = accept(newAccount, { input: given }).input;
  refuseOfDemo(email);
  if (await hasAdmin(em)) return log.info('there is an administrator already');
  const passwordHash = await passwords.hash(password);
  const outcome = await em.transactional(async (tx) => {
    await queueForFirstAdmin(tx);
    if (await hasAdmin(tx)) return 'there is an administrator already';
    return (await openAccount(tx, email, passwordHash))
      ? 'the first administrator has an account now'
      : takeOver(tx, email, passwordHash);
  });
  log.info(outcome);
}

/** False where somebody has the address. */
async function openAccount(tx: EntityManager, email: Email, passwordHash: string): Promise<boolean> {
  const user = { id: newId(), email: email.typed, name: null, createdAt: await instant(tx) };
  if (!(await insertUser(tx, user, email, passwordHash))) return false;
  await insertGrant(tx, user.id, { role: 'CUSTOMER', venueId: null });
  return insertGrant(tx, user.id, { role: 'ADMIN', venueId: null });
}

/** Whoever signed up with the address first has shown nobody that it is theirs. */
async function takeOver(tx: EntityManager, { key }: Email, passwordHash: string): Promise<string> {
  const owner = await findPassword(tx, { emailKey: key });
  if (!owner || !(await lockUser(tx, owner.userId))) throw new Error('An account is gone that was there');
  const { userId } = owner;
  const at = await instant(tx);
  await setPasswordHash(tx, userId, passwordHash);
  await voidReset(tx, userId, at);
  await endSessionsOf(tx, userId, at);
  await insertGrant(tx, userId, { role: 'ADMIN', venueId: null });
  await revoke(tx, userId, { at, sessionId: null, reason: 'PASSWORD_CHANGED' });
  return 'an account that was there has the role of an administrator and the password of the file now';
}
