import { newId, type Principal } from '@constellation/kit';
import type { KnownVenue } from './venues.ts';

/** Somebody who works at venues. */
const staff = (role: 'HOST' | 'MANAGER', venues: readonly Pick<KnownVenue, 'id'>[]): Principal => ({
  kind: 'USER',
  id: newId(),
  scopes: role === 'HOST' ? ['devices:read'] : ['devices:read', 'devices:write'],
  venueRoles: Object.fromEntries(venues.map(({ id }) => [id, role])),
});

export const host = (...venues: readonly Pick<KnownVenue, 'id'>[]): Principal => staff('HOST', venues);

export const manager = (...venues: readonly Pick<KnownVenue, 'id'>[]): Principal => staff('MANAGER', venues);

/** A device with its own credential. */
export const device = (id: string): Principal => ({
  kind: 'DEVICE',
  id,
  scopes: ['devices:read', 'readings:write'],
  venueRoles: {},
});
