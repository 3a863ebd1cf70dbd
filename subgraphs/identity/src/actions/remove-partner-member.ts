import type { Scope } from '@constellation/kit';
import { deleteMember } from '../data/partner-members.queries.ts';
import type { Partner } from '../data/partner.entity.ts';
import { changeMembers, type MemberArguments } from './change-members.ts';

/**
 * Ends a membership; who is no member stays none. The partner's keys go on, whoever made them.
 * @throws Refusal FORBIDDEN or NOT_FOUND
 */
export const removePartnerMember = (scope: Scope, given: MemberArguments): Promise<Partner> =>
  changeMembers(scope, given, deleteMember);
