import { isAdmin, isManager, isStaff, type Principal, Refusal } from '@constellation/kit';
import type { Share } from '../data/booking-list.queries.ts';
import type { Booking, Channel } from '../data/booking.entity.ts';
import type { Command } from '../domain/lifecycle.ts';
import { mayDo, type Role } from '../domain/permission.ts';

/** How the history names who did something. */
export const actorOf = ({ kind, id }: Principal): string => `${kind}:${id}`;

/** How a booking by somebody comes in. */
export function channelOf(principal: Principal, venueId: string): Channel {
  if (principal.kind === 'PARTNER') return 'PARTNER';
  return isStaff(principal, venueId) ? 'STAFF' : 'CUSTOMER';
}

/** Whose booking it becomes when somebody makes one. */
export function ownerOf(principal: Principal, venueId: string): Pick<Booking, 'customerId' | 'partnerId'> {
  const { kind, id } = principal;
  return {
    customerId: kind === 'USER' && !isStaff(principal, venueId) ? id : null,
    partnerId: kind === 'PARTNER' ? id : null,
  };
}

/** @throws Refusal FORBIDDEN for whoever has not signed in, as nobody could find the booking again. */
export function allowToBook({ kind }: Principal): void {
  if (kind === 'ANONYMOUS') throw new Refusal('FORBIDDEN', 'Sign in to book');
}

/** What somebody is to a booking. */
export function roleOf(principal: Principal, booking: Pick<Booking, 'venueId' | 'customerId' | 'partnerId'>): Role {
  if (isStaff(principal, booking.venueId)) return 'STAFF';
  const owner = { USER: booking.customerId, PARTNER: booking.partnerId, ANONYMOUS: null, DEVICE: null, SERVICE: null };
  return owner[principal.kind] === principal.id ? 'OWNER' : 'NOBODY';
}

/** What somebody sees of all bookings: these shares together, which may overlap. The same as `roleOf` says of each. */
export function sharesOf(principal: Principal): Share[] {
  if (isAdmin(principal)) return [{}];
  const { kind, id, venueRoles } = principal;
  const venueIds = Object.keys(venueRoles);
  const own = { USER: [{ customerId: id }], PARTNER: [{ partnerId: id }], ANONYMOUS: [], DEVICE: [], SERVICE: [] };
  return [...(venueIds.length > 0 ? [{ venueIds }] : []), ...own[kind]];
}

/** What somebody who does something is to a booking. @throws Refusal FORBIDDEN for whoever may not do it. */
export function allow(principal: Principal, command: Command, booking: Booking): Role {
  const role = roleOf(principal, booking);
  if (mayDo(role, command)) return role;
  throw new Refusal('FORBIDDEN', role === 'OWNER' ? "Only the venue's staff may do this" : 'This is not your booking');
}

/** @throws Refusal FORBIDDEN unless somebody works for the venue. */
export function allowStaff(principal: Principal, venueId: string): void {
  if (!isStaff(principal, venueId)) throw new Refusal('FORBIDDEN', "Only the venue's staff may do this");
}

/** @throws Refusal FORBIDDEN unless somebody manages the venue, or all of them. */
export function allowManager(principal: Principal, venueId: string): void {
  if (!isManager(principal, venueId)) throw new Refusal('FORBIDDEN', "Only the venue's managers may do this");
}
