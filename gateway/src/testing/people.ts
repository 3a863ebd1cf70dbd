import { newId, type Principal } from '@constellation/kit';

/** Somebody who has signed in and may do no more than this. */
export const somebody = (...scopes: Principal['scopes']): Principal => ({
  kind: 'USER',
  id: newId(),
  scopes,
  venueRoles: {},
});

/** Somebody who shows nothing. */
export const visitor: Principal = { kind: 'ANONYMOUS', id: 'anonymous', scopes: [], venueRoles: {} };
