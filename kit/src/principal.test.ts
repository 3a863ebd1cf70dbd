import { expect, test } from 'vitest';
import { isAdmin, isManager, isStaff, type Principal, servicePrincipal } from './principal.ts';
import { administrator } from './testing/people.ts';

const venueId = '01900000-0000-7000-8000-00000000000a';
const elsewhere = '01900000-0000-7000-8000-00000000000b';

const user = (given: Partial<Principal> = {}): Principal => ({
  ...administrator,
  scopes: ['venues:write', 'bookings:write'],
  ...given,
});

test.each<[who: string, principal: Principal, admin: boolean, manager: boolean, staff: boolean]>([
  ['a service', servicePrincipal('expiry'), true, true, true],
  ['an administrator', user({ scopes: ['admin'] }), true, true, true],
  ['a manager of the venue', user({ venueRoles: { [venueId]: 'MANAGER' } }), false, true, true],
  ['a host of the venue', user({ venueRoles: { [venueId]: 'HOST' } }), false, false, true],
  ['a manager of another venue', user({ venueRoles: { [elsewhere]: 'MANAGER' } }), false, false, false],
  ['a host of another venue', user({ venueRoles: { [elsewhere]: 'HOST' } }), false, false, false],
  ['a customer', user(), false, false, false],
  ['a partner', user({ kind: 'PARTNER' }), false, false, false],
  ['somebody unknown', user({ kind: 'ANONYMOUS', scopes: [] }), false, false, false],
])('what %s is to a venue', (_who, principal, admin, manager, staff) => {
  expect(isAdmin(principal)).toBe(admin);
  expect(isManager(principal, venueId)).toBe(manager);
  expect(isStaff(principal, venueId)).toBe(staff);
});

test('a venue whose id is a word of JavaScript has no staff for that', () => {
  for (const id of ['constructor', '__proto__', 'toString']) {
    expect(isStaff(user(), id)).toBe(false);
    expect(isManager(user(), id)).toBe(false);
  }
});
