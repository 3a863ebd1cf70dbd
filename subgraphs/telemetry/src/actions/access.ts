import { isAdmin, isId, isManager, isStaff, type Principal, Refusal } from '@constellation/kit';
import type { Share } from '../data/device-list.queries.ts';

/** Where a device is, for those who judge rights to it. */
interface Placed {
  readonly id: string;
  readonly venueId: string | null;
}

/** Whether somebody may see a device: the staff of its venue, the platform's administrators, and the device itself. */
export const maySee = (principal: Principal, { id, venueId }: Placed): boolean =>
  isAdmin(principal) ||
  (principal.kind === 'DEVICE' && principal.id === id) ||
  (venueId !== null && isStaff(principal, venueId));

/** @throws Refusal FORBIDDEN unless somebody manages devices of a venue; of none, unless they run the platform. */
export function allowManaging(principal: Principal, venueId: string | null): void {
  if (isAdmin(principal) || (venueId !== null && isManager(principal, venueId))) return;
  throw new Refusal('FORBIDDEN', 'Only managers of its venue may do this');
}

/** Whether somebody may speak for a device: it itself, and the platform's administrators. */
export const speaksFor = (principal: Principal, deviceId: string): boolean =>
  isAdmin(principal) || (principal.kind === 'DEVICE' && principal.id === deviceId);

/** @throws Refusal FORBIDDEN unless somebody speaks for a device. */
export function allowSpeaking(principal: Principal, deviceId: string): void {
  if (!speaksFor(principal, deviceId)) throw new Refusal('FORBIDDEN', 'Only the device itself may do this');
}

/** What somebody sees of all devices; the same as `maySee` says of each. */
export function shareOf(principal: Principal): Share {
  if (isAdmin(principal)) return {};
  return principal.kind === 'DEVICE'
    ? { deviceId: principal.id }
    : { venueIds: Object.keys(principal.venueRoles).filter(isId) };
}
