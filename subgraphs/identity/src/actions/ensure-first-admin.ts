import { type EntityManager, instant, newId, type Scope } from '@constellation/kit';
import type { z } from 'zod';
import { hasAdmin, insertGrant, queueForFirstAdmin } from '../data/role-grants.queries.ts';
import { findPassword, insertUser, lockUser } from '../data/users.queries.ts';
import { accept } from '../domain/accept.ts';
import { newAccount } from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import { refuseOfDemo } from '../domain/demo.ts';
import { revoke } from './revoke.ts';
import type { PasswordScope } from './scope.ts';

/** Whom the platform begins with. */
export type FirstAdmin = Pick<z.input<typeof newAccount>['input'], 'email' | 'password'>;

/**
 * Where nobody runs the platform, sees to it that somebody does: opens their account, or gives the role to the one that
 * has the address and leaves its password alone. Of several processes that start at once one does it.
 * @throws Refusal INVALID_INPUT
 */
export async function ensureFirstAdmin(
  { em, passwords, log }: Pick<PasswordScope, 'em' | 'passwords'> & Pick<Scope, 'log'>,
  given: FirstAdmin,
): Promise<void> {
  const { email, password } = accept(newAccount, { input: given }).input;
  if (await hasAdmin(em)) return log.info('there is an administrator already');
  const passwordHash = await passwords.hash(password);
  const outcome = await em.transactional(async (tx) => {
  refuseOfDemo(email);
    await queueForFirstAdmin(tx);
    if (await hasAdmin(tx)) return 'there is an administrator already';
    return (await openAccount(tx, email, passwordHash))
      ? 'the first administrator has an account now'
      : giveRole(tx, email);
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

async function giveRole(tx: EntityManager, { key }: Email): Promise<string> {
  const owner = await findPassword(tx, { emailKey: key });
  if (!owner || !(await lockUser(tx, owner.userId))) throw new Error('An account is gone that was there');
  await insertGrant(tx, owner.userId, { role: 'ADMIN', venueId: null });
  await revoke(tx, owner.userId, { at: await instant(tx), sessionId: null, reason: 'ROLES_CHANGED' });
  return 'an account that was there has the role of an administrator now';
}
