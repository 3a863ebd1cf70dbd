import { accessScopes, type Principal } from '../principal.ts';

/** Somebody with an account who runs the platform. */
export const administrator: Principal = {
  kind: 'USER',
  id: '01900000-0000-7000-8000-000000000001',
  scopes: accessScopes,
  venueRoles: {},
};

/** How somebody shows their password with each request (RFC 7617). */
export const basic = ({ email, password }: { readonly email: string; readonly password: string }): string =>
  `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
