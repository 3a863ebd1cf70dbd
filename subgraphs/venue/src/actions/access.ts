import { isAdmin, isManager, type Principal, Refusal } from '@constellation/kit';

/** @throws Refusal FORBIDDEN unless somebody manages the venue, or all of them. */
export function allowManager(principal: Principal, venueId: string): void {
  if (!isManager(principal, venueId)) throw new Refusal('FORBIDDEN', "Only the venue's managers may do this");
}

/** @throws Refusal FORBIDDEN unless somebody runs the whole platform. */
export function allowAdmin(principal: Principal): void {
  if (!isAdmin(principal)) throw new Refusal('FORBIDDEN', "Only the platform's administrators may do this");
}
