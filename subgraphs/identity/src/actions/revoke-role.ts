import type { Scope } from '@constellation/kit';
import { deleteGrant } from '../data/role-grants.queries.ts';
import type { User } from '../data/user.entity.ts';
import { changeRoles, type RoleArguments } from './change-roles.ts';
import { keepAnAdmin } from './keep-an-admin.ts';

/**
 * Takes a role from somebody; one that they do not have is gone already. Of two that would take the last administrators'
 * role away at once, one is refused.
 * @throws Refusal FORBIDDEN, INVALID_INPUT, NOT_FOUND or LAST_ADMIN
 */
export const revokeRole = (scope: Scope, given: RoleArguments): Promise<User> =>
  changeRoles(scope, given, async (tx, userId, grant) => {
    if (grant.role === 'ADMIN') await keepAnAdmin(tx, userId, ['userId']);
    return deleteGrant(tx, userId, grant);
  });
