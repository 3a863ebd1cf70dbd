import { type EntityManager, instant, Refusal, type Scope } from '@constellation/kit';
import type { z } from 'zod';
import type { User } from '../data/user.entity.ts';
import { findUser, lockUser } from '../data/users.queries.ts';
import { accept } from '../domain/accept.ts';
import { type RoleGrant, roleGrant } from '../domain/roles.ts';
import { allowAdmin } from './access.ts';
import { revoke } from './revoke.ts';

/** Which role of whom. */
export type RoleArguments = z.input<typeof roleGrant>;

/**
 * Changes the roles of a locked account; where something has changed, tokens that say otherwise are void.
 * @throws Refusal FORBIDDEN, INVALID_INPUT or NOT_FOUND
 */
export async function changeRoles(
  { em, principal }: Scope,
  given: RoleArguments,
  change: (tx: EntityManager, userId: string, grant: RoleGrant) => Promise<boolean>,
): Promise<User> {
  allowAdmin(principal);
  const { userId, ...grant } = accept(roleGrant, given);
  return em.transactional(async (tx) => {
    const locked = await lockUser(tx, userId);
    const user = locked && (await findUser(tx, userId));
    if (!user) throw new Refusal('NOT_FOUND', 'There is no user with this id', { path: ['userId'] });
    if (await change(tx, userId, grant)) {
      await revoke(tx, userId, { at: await instant(tx), sessionId: null, reason: 'ROLES_CHANGED' });
    }
    return user;
  });
}
