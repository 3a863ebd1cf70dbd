import { z } from 'zod';

export const roles = ['CUSTOMER', 'HOST', 'MANAGER', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

/** A role, and the venue where somebody has it; null for one that is not about a venue. */
export interface RoleGrant {
  readonly role: Role;
  readonly venueId: string | null;
}

/** What each role lets somebody do at all; whose rows they may touch is the business of each action. */
const scopesOfRole = {
  CUSTOMER: ['bookings:read', 'bookings:write'],
  HOST: ['bookings:read', 'bookings:write', 'devices:read'],
  MANAGER: [
    'bookings:read',
    'bookings:write',
    'venues:write',
    'events:write',
    'payments:read',
    'devices:read',
    'devices:write',
    'webhooks:write',
  ],
  ADMIN: [
    'venues:write',
    'bookings:read',
    'bookings:write',
    'events:write',
    'payments:read',
    'devices:read',
    'devices:write',
    'readings:write',
    'webhooks:write',
    'admin',
  ],
} as const satisfies Record<Role, readonly string[]>;

type Scope = (typeof scopesOfRole)[Role][number];
type VenueRole = 'HOST' | 'MANAGER';

const isVenueRole = (role: Role): role is VenueRole => role === 'HOST' || role === 'MANAGER';

/** All that somebody with these roles may do, each scope once. */
export const scopesOf = (grants: readonly RoleGrant[]): readonly Scope[] => [
  ...new Set(grants.flatMap<Scope>(({ role }) => scopesOfRole[role])),
];

/** What somebody is to which venue; who is both there manages it. */
export function venueRolesOf(grants: readonly RoleGrant[]): Readonly<Record<string, VenueRole>> {
  const found = new Map<string, VenueRole>();
  for (const { role, venueId } of grants) {
    if (venueId === null || !isVenueRole(role)) continue;
    if (found.get(venueId) !== 'MANAGER') found.set(venueId, role);
  }
  return Object.fromEntries(found);
}

/** Every role and venue is written into each token, which has to fit into a header. */
export const mostGrants = 100;

/** A role as it may be granted. */
export const roleGrant = z
  .object({ userId: z.string(), role: z.enum(roles), venueId: z.uuid('must be the id of a venue').nullish() })
  .transform(({ userId, role, venueId }) => ({ userId, role, venueId: venueId ?? null }))
  .refine(({ role, venueId }) => isVenueRole(role) === (venueId !== null), {
    message: 'is for HOST and MANAGER, and for no other role',
    path: ['venueId'],
  });
