import { accessScopes, type Principal } from '../principal.ts';

/** Somebody with an account who runs the platform. */
export const administrator: Principal = {
  kind: 'USER',
  id: '01900000-0000-7000-8000-000000000001',
  scopes: accessScopes,
  venueRoles: {},
};
