import { maySee } from '../actions/access.ts';
import type { UserResolvers } from './schema.generated.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }, { scope, loaders }) => (maySee(scope.principal, id) ? loaders.user.load(id) : null),
  roles: ({ id }, _given, { loaders }) => loaders.rolesOfUser.load(id),
};
