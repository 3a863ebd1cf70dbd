import { newId, type Principal } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import type { KnownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';

const somebody = (given: Partial<Principal> = {}): Principal => ({
  ...administrator,
  id: newId(),
  scopes: ['bookings:read', 'bookings:write'],
  ...given,
});

/** Somebody who books for themselves; nobody else is the same. */
export const customer = (): Principal => somebody();

/** A partner that books for its guests. */
export const partner = (): Principal => somebody({ kind: 'PARTNER' });

/** Somebody who works at a venue. */
export const host = ({ id }: KnownVenue): Principal => somebody({ venueRoles: { [id]: 'HOST' } });

/** Somebody who runs a venue. */
export const manager = ({ id }: KnownVenue): Principal => somebody({ venueRoles: { [id]: 'MANAGER' } });

/** The subgraph as somebody else uses it. */
export const as = (principal: Principal, bookings: OpenBookings): OpenBookings => ({
  ...bookings,
  scope: () => ({ ...bookings.scope(), principal }),
});
