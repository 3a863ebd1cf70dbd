/** What a principal may do at all; rows are judged by the actions. */
export const accessScopes = [
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
] as const;
export type AccessScope = (typeof accessScopes)[number];

/** Who asks. Passed to every action; never read from anywhere else. */
export interface Principal {
  readonly kind: 'ANONYMOUS' | 'USER' | 'PARTNER' | 'DEVICE' | 'SERVICE';
  readonly id: string;
  /** The sign-in that somebody asks by, where there is one. */
  readonly sessionId?: string;
  /** In milliseconds since 1970: when they last showed who they are, where an issuer elsewhere has said so. */
  readonly authenticatedAt?: number;
  readonly scopes: readonly AccessScope[];
  readonly venueRoles: Readonly<Record<string, 'HOST' | 'MANAGER'>>;
}

/** Whether somebody runs the whole platform: its own services and its administrators. */
export const isAdmin = ({ kind, scopes }: Principal): boolean => kind === 'SERVICE' || scopes.includes('admin');

/** Whether somebody works for a venue, or for all of them. */
export const isStaff = (principal: Principal, venueId: string): boolean =>
  isAdmin(principal) || Object.hasOwn(principal.venueRoles, venueId);

/** Whether somebody manages a venue, or all of them. */
export const isManager = (principal: Principal, venueId: string): boolean =>
  isAdmin(principal) || principal.venueRoles[venueId] === 'MANAGER';

/** Who shows no credential: a visitor. */
export const anonymousPrincipal: Principal = { kind: 'ANONYMOUS', id: 'anonymous', scopes: [], venueRoles: {} };

/** What workers act as. */
export const servicePrincipal = (name: string): Principal => ({
  kind: 'SERVICE',
  id: name,
  scopes: accessScopes,
  venueRoles: {},
});
