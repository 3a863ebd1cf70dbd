import { accessScopes } from '@constellation/kit';
import { expect, test } from 'vitest';
import { type RoleGrant, roles, scopesOf, venueRolesOf } from './roles.ts';

const [here, there] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];
const at = (role: RoleGrant['role'], venueId: string | null = null): RoleGrant => ({ role, venueId });

test('every role gives scopes that there are, each once; an administrator has all of them', () => {
  for (const role of roles) expect(accessScopes).toEqual(expect.arrayContaining([...scopesOf([at(role), at(role)])]));

  expect(scopesOf([at('ADMIN')]).toSorted()).toEqual(accessScopes.toSorted());
  expect(scopesOf([])).toEqual([]);
  expect(scopesOf([at('CUSTOMER'), at('HOST', here)])).toEqual(['bookings:read', 'bookings:write', 'devices:read']);
});

test('only an administrator has the scope of one', () => {
  const others = roles.filter((role) => role !== 'ADMIN').map((role) => at(role, here));

  expect(scopesOf(others)).not.toContain('admin');
});

test('who has two roles at a venue manages it, and roles that are not about a venue are not there', () => {
  const grants = [at('CUSTOMER'), at('MANAGER', here), at('HOST', here), at('HOST', there), at('ADMIN')];

  expect(venueRolesOf(grants)).toEqual({ [here]: 'MANAGER', [there]: 'HOST' });
  expect(venueRolesOf(grants.toReversed())).toEqual({ [here]: 'MANAGER', [there]: 'HOST' });
});
