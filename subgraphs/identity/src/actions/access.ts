import { isAdmin, type Principal, Refusal } from '@constellation/kit';

/** @throws Refusal FORBIDDEN unless somebody runs the whole platform. */
export function allowAdmin(principal: Principal): void {
  if (!isAdmin(principal)) throw new Refusal('FORBIDDEN', "Only the platform's administrators may do this");
}

/** Whether somebody may see an account: their own, or as one who runs the platform. */
export const maySee = (principal: Principal, userId: string): boolean =>
  isAdmin(principal) || (principal.kind === 'USER' && principal.id === userId);
