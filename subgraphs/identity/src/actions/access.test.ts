import { anonymousPrincipal, newId, type Principal, servicePrincipal } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { mayAtPartner } from './access.ts';

const [partnerId, elsewhere] = [newId(), newId()];
const user: Principal = { kind: 'USER', id: newId(), scopes: ['bookings:read', 'bookings:write'], venueRoles: {} };
const key: Principal = { ...user, kind: 'PARTNER', id: partnerId };

const nothing = { SEE: false, SEE_MEMBERS: false, MANAGE_KEYS: false };
const everything = { SEE: true, SEE_MEMBERS: true, MANAGE_KEYS: true };

test.each<[who: string, principal: Principal, memberOf: string | undefined, expected: typeof nothing]>([
  ['an administrator', administrator, undefined, everything],
  ['an administrator who is a member elsewhere', administrator, elsewhere, everything],
  ['a service', servicePrincipal('demo'), undefined, everything],
  ['a member', user, partnerId, everything],
  ["another partner's member", user, elsewhere, nothing],
  ['a user who is no member', user, undefined, nothing],
  ['a manager of a venue', { ...user, venueRoles: { [newId()]: 'MANAGER' } }, undefined, nothing],
  ['a user whose id is the partner’s', { ...user, id: partnerId }, undefined, nothing],
  ['its key', key, undefined, { ...nothing, SEE: true }],
  ["another partner's key", { ...key, id: elsewhere }, undefined, nothing],
  ["another partner's key where a user of that id is a member", { ...key, id: elsewhere }, partnerId, nothing],
  ['a device', { ...key, kind: 'DEVICE' }, partnerId, nothing],
  ['somebody unknown', anonymousPrincipal, undefined, nothing],
])('%s may do with a partner what the table says', (_who, principal, memberOf, expected) => {
  const may = (deed: Parameters<typeof mayAtPartner>[1]) => mayAtPartner(principal, deed, { partnerId, memberOf });

  expect({ SEE: may('SEE'), SEE_MEMBERS: may('SEE_MEMBERS'), MANAGE_KEYS: may('MANAGE_KEYS') }).toEqual(expected);
});
