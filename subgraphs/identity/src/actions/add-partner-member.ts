import { Refusal, type Scope } from '@constellation/kit';
import { insertMember, membersOfPartners } from '../data/partner-members.queries.ts';
import type { Partner } from '../data/partner.entity.ts';
import { invalid } from '../domain/accept.ts';
import { mostOfPartner } from '../domain/partner.ts';
import { changeMembers, type MemberArguments } from './change-members.ts';

/**
 * Lets a user see to a partner; a member stays one. Of two partners that would have somebody at once, one gets them.
 * @throws Refusal FORBIDDEN, INVALID_INPUT, NOT_FOUND or MEMBER_ELSEWHERE
 */
export const addPartnerMember = (scope: Scope, given: MemberArguments): Promise<Partner> =>
  changeMembers(scope, given, async (tx, member) => {
    const { partnerId } = member;
    if ((await insertMember(tx, member)) !== partnerId) {
      throw new Refusal('MEMBER_ELSEWHERE', 'The user is a member of another partner', { path: ['userId'] });
    }
    const members = await membersOfPartners(tx, [partnerId]);
    if (members.length > mostOfPartner.members) {
      throw invalid(`has ${mostOfPartner.members} members already`, 'partnerId');
    }
  });
