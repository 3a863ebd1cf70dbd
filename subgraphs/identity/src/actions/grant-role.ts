import type { Scope } from '@constellation/kit';
import { grantsOfUsers, insertGrant } from '../data/role-grants.queries.ts';
import type { User } from '../data/user.entity.ts';
import { invalid } from '../domain/accept.ts';
import { mostGrants } from '../domain/roles.ts';
import { changeRoles, type RoleArguments } from './change-roles.ts';

/**
 * Gives somebody a role; one that they have stays as it is.
 * @throws Refusal FORBIDDEN, INVALID_INPUT or NOT_FOUND
 */
export const grantRole = (scope: Scope, given: RoleArguments): Promise<User> =>
  changeRoles(scope, given, async (tx, userId, grant) => {
    const isNew = await insertGrant(tx, userId, grant);
    const grants = await grantsOfUsers(tx, [userId]);
    if (grants.length > mostGrants) throw invalid(`would be more than ${mostGrants}`, 'role');
    return isNew;
  });
