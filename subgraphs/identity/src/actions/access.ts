import { isAdmin, type Principal, Refusal } from '@constellation/kit';

/** @throws Refusal FORBIDDEN unless somebody runs the whole platform. */
export function allowAdmin(principal: Principal): void {
  if (!isAdmin(principal)) throw new Refusal('FORBIDDEN', "Only the platform's administrators may do this");
}

/** Whether somebody may see an account: their own, or as one who runs the platform. */
export const maySee = (principal: Principal, userId: string): boolean =>
  isAdmin(principal) || (principal.kind === 'USER' && principal.id === userId);

/** What somebody is to a partner. */
type Standing = 'ADMIN' | 'MEMBER' | 'KEY' | 'STRANGER';

/** What can be done with a partner; who comes and goes is the business of administrators alone. */
type PartnerDeed = 'SEE' | 'SEE_MEMBERS' | 'MANAGE_KEYS';

const partnerDeeds: Record<Standing, readonly PartnerDeed[]> = {
  ADMIN: ['SEE', 'SEE_MEMBERS', 'MANAGE_KEYS'],
  MEMBER: ['SEE', 'SEE_MEMBERS', 'MANAGE_KEYS'],
  KEY: ['SEE'],
  STRANGER: [],
};

/** A partner as somebody comes to it. */
export interface AtPartner {
  readonly partnerId: string;
  /** The partner whose member the caller is, if they are a user and there is one. */
  readonly memberOf: string | undefined;
}

function standing({ partnerId, memberOf }: AtPartner, principal: Principal): Standing {
  if (isAdmin(principal)) return 'ADMIN';
  if (principal.kind === 'PARTNER' && principal.id === partnerId) return 'KEY';
  return principal.kind === 'USER' && memberOf === partnerId ? 'MEMBER' : 'STRANGER';
}

/** Whether somebody may do something with a partner. */
export const mayAtPartner = (principal: Principal, deed: PartnerDeed, at: AtPartner): boolean =>
  partnerDeeds[standing(at, principal)].includes(deed);

/** @throws Refusal FORBIDDEN unless somebody may make and revoke a partner's keys. */
export function allowKeys(principal: Principal, at: AtPartner): void {
  if (!mayAtPartner(principal, 'MANAGE_KEYS', at)) {
    throw new Refusal('FORBIDDEN', "Keys are for the partner's members and the platform's administrators");
  }
}
