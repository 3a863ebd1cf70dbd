import { lookUpUser } from '../actions/find-user.ts';
import type { QueryResolvers } from './schema.generated.ts';

export const Query: QueryResolvers = {
  me: (_parent, _given, { scope }) => scope.principal,
  user: (_parent, given, { scope }) => lookUpUser(scope, given),
};
