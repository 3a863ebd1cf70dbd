import { type EntityManager, Refusal, type Scope } from '@constellation/kit';
import type { Partner } from '../data/partner.entity.ts';
import { lockPartner } from '../data/partners.queries.ts';
import { lockUser } from '../data/users.queries.ts';
import { allowAdmin } from './access.ts';

/** Who, and of which partner. */
export interface MemberArguments {
  readonly partnerId: string;
  readonly userId: string;
}

/**
 * Changes who sees to a partner, with the account and then the partner locked.
 * @throws Refusal FORBIDDEN or NOT_FOUND
 */
export async function changeMembers(
  { em, principal }: Scope,
  given: MemberArguments,
  change: (tx: EntityManager, member: MemberArguments) => Promise<unknown>,
): Promise<Partner> {
  allowAdmin(principal);
  return em.transactional(async (tx) => {
    if (!(await lockUser(tx, given.userId))) throw missing('user', 'userId');
    const partner = await lockPartner(tx, given.partnerId);
    if (!partner) throw missing('partner', 'partnerId');
    await change(tx, given);
    return partner;
  });
}

const missing = (what: string, argument: string) =>
  new Refusal('NOT_FOUND', `There is no ${what} with this id`, { path: [argument] });
