import type { Principal } from '@constellation/kit';
import { addPartnerMember } from '../actions/add-partner-member.ts';
import { createApiKey } from '../actions/create-api-key.ts';
import { createPartner } from '../actions/create-partner.ts';
import { newAccount } from './accounts.ts';
import type { OpenIdentity } from './open-identity.ts';

/** A partner, somebody who sees to it, and a key that they made. */
export async function newPartner(identity: OpenIdentity) {
  const { id: partnerId, name } = await createPartner(identity.scope(), { name: 'Seats & Co' });
  const member = await newAccount(identity);
  await addPartnerMember(identity.scope(), { partnerId, userId: member.id });
  const asMember = () => identity.scope({ principal: member.principal });
  const made = await createApiKey(asMember(), { partnerId, name: 'Till', scopes: ['bookings:read'] });
  return { id: partnerId, name, member, asMember, made, principal: keyHolder(partnerId) };
}

/** Whom the gateway takes the bearer of a partner's key for. */
export const keyHolder = (id: string): Principal => ({
  kind: 'PARTNER',
  id,
  scopes: ['bookings:read'],
  venueRoles: {},
});
