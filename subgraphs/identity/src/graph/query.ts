import { lookUpUser } from '../actions/find-user.ts';
import type { QueryResolvers } from './schema.generated.ts';

export const Query: QueryResolvers = {
  me: async (_parent, _given, { scope }) => ({
    user: await lookUpUser(scope, scope.principal),
    scopes: scope.principal.scopes,
  }),
  user: (_parent, given, { scope }) => lookUpUser(scope, given),
};
