import { mayAtPartner } from '../actions/access.ts';
import type { PartnerResolvers } from './schema.generated.ts';

export const Partner: PartnerResolvers = {
  __resolveReference: async ({ id: partnerId }, { scope: { principal }, loaders }) => {
    const memberOf = await loaders.partnerOfUser.load(principal.id);
    return mayAtPartner(principal, 'SEE', { partnerId, memberOf }) ? loaders.partner.load(partnerId) : null;
  },
  apiKeys: ({ id }, _given, { loaders }) => loaders.keysOfPartner.load(id),
  members: async ({ id: partnerId }, _given, { scope: { principal }, loaders }) => {
    const memberOf = await loaders.partnerOfUser.load(principal.id);
    return mayAtPartner(principal, 'SEE_MEMBERS', { partnerId, memberOf })
      ? loaders.membersOfPartner.load(partnerId)
      : [];
  },
};
