import type { Scope } from '@constellation/kit';
import { partnerOfUser } from '../data/partner-members.queries.ts';
import type { Partner } from '../data/partner.entity.ts';
import { findPartner } from '../data/partners.queries.ts';
import { mayAtPartner } from './access.ts';

/** A partner, if there is one and the caller may see it. */
export async function lookUpPartner(
  { em, principal }: Scope,
  { id }: { readonly id: string },
): Promise<Partner | null> {
  const memberOf = await partnerOfUser(em, principal.id);
  return mayAtPartner(principal, 'SEE', { partnerId: id, memberOf }) ? ((await findPartner(em, id)) ?? null) : null;
}

/** The partner whose key the caller shows, or whose member they are. */
export async function lookUpOwnPartner({ em, principal: { kind, id } }: Scope): Promise<Partner | null> {
  const own = { USER: () => partnerOfUser(em, id), PARTNER: () => id, ANONYMOUS: none, DEVICE: none, SERVICE: none };
  const partnerId = await own[kind]();
  return partnerId === undefined ? null : ((await findPartner(em, partnerId)) ?? null);
}

const none = () => undefined;
