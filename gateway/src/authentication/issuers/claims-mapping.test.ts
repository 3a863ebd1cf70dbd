import { newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { claimsMapping, rightsFrom, subjectIn } from './claims-mapping.ts';
import { nameBasedId, subjectId } from './name-based-id.ts';

const [here, there] = [newId(), newId()];

const rights = (claims: Record<string, unknown>, mapping: object = {}) =>
  rightsFrom(claims, claimsMapping.parse(mapping));

test.each<[what: string, claims: Record<string, unknown>, mapping: object, scopes: string[]]>([
  ['one text', { scope: 'openid bookings:read  admin2 bookings:write' }, {}, ['bookings:read', 'bookings:write']],
  ['a list', { scope: ['venues:write', 'email'] }, {}, ['venues:write']],
  ['another claim', { scp: 'bookings:read', scope: 'admin' }, { scopes: 'scp' }, ['bookings:read']],
  ['nothing', {}, {}, []],
  ['something else', { scope: { admin: true }, roles: 7 }, {}, []],
  [
    'roles',
    { roles: ['staff', 'x'] },
    { grants: { staff: ['bookings:read'], x: ['payments:read'] } },
    ['bookings:read', 'payments:read'],
  ],
  ['roles without grants', { roles: ['admin'] }, {}, []],
  ['a role that is a word of JavaScript', { roles: ['constructor', '__proto__'] }, {}, []],
  [
    'a claim within claims',
    { realm_access: { roles: ['boss'] } },
    { roles: 'realm_access.roles', grants: { boss: ['admin'] } },
    ['admin'],
  ],
  [
    'a claim with dots in its name',
    { 'https://x.org/roles': 'boss' },
    { roles: 'https://x.org/roles', grants: { boss: ['admin'] } },
    ['admin'],
  ],
  ['a claim that every object has', {}, { roles: 'constructor.name', grants: { Object: ['admin'] } }, []],
  ['everybody', {}, { everybody: ['bookings:read'] }, ['bookings:read']],
  ['a role at a venue', { venue_roles: { [here]: 'HOST' } }, { grants: { HOST: ['devices:read'] } }, ['devices:read']],
])('scopes by %s', (_what, claims, mapping, scopes) => {
  expect(rights(claims, mapping).scopes).toEqual(scopes);
});

test.each<[what: string, value: unknown, venueRoles: object]>([
  ['by venue', { [here]: 'HOST', [there]: 'MANAGER' }, { [here]: 'HOST', [there]: 'MANAGER' }],
  ['as a list', [`HOST:${here}`, `MANAGER:${there}`, 'offline_access'], { [here]: 'HOST', [there]: 'MANAGER' }],
  ['as one text', `HOST:${here}`, { [here]: 'HOST' }],
  ['both at one venue', [`MANAGER:${here}`, `HOST:${here}`], { [here]: 'MANAGER' }],
  ['that there are not', { [here]: 'OWNER' }, {}],
  ['at no venue', { all: 'MANAGER' }, {}],
  ['too long', [`HOST:${here}:${there}`], {}],
])('roles at venues %s', (_what, value, venueRoles) => {
  expect(rights({ venue_roles: value }).venueRoles).toEqual(venueRoles);
});

test('who it is stands in the claim that is said', () => {
  expect(subjectIn({ sub: 'a', legacy: { id: 'b' } }, claimsMapping.parse({}))).toBe('a');
  expect(subjectIn({ sub: 'a', legacy: { id: 'b' } }, claimsMapping.parse({ id: 'legacy.id' }))).toBe('b');
  expect(() => subjectIn({ sub: 7 }, claimsMapping.parse({}))).toThrow('expected string');
});

test('a name-based id is that of RFC 9562', () => {
  expect(nameBasedId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test('a subject has one id for good, its own where that is a UUID, and never that of another', () => {
  const [one, other] = ['https://one.example.org', 'https://other.example.org'];
  const made = subjectId(one, 'auth0|7');

  expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(subjectId(one, 'auth0|7')).toBe(made);
  expect(new Set([made, subjectId(one, 'auth0|8'), subjectId(other, 'auth0|7'), subjectId(one, made)]).size).toBe(4);
  expect(subjectId(one, here)).toBe(here);
  expect(subjectId(one, here.toUpperCase())).not.toBe(here);
});
