import { lookUpPartner } from '../actions/find-partner.ts';
import { lookUpUser } from '../actions/find-user.ts';
import { listPartners } from '../actions/list-partners.ts';
import type { QueryResolvers } from './schema.generated.ts';

export const Query: QueryResolvers = {
  me: (_parent, _given, { scope }) => scope.principal,
  user: (_parent, given, { scope }) => lookUpUser(scope, given),
  partner: (_parent, given, { scope }) => lookUpPartner(scope, given),
  partners: (_parent, given, { scope }) => listPartners(scope, given),
};
