import { anonymousPrincipal, newId, type Principal, servicePrincipal } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { newAccount } from '../testing/accounts.ts';
import { openIdentity } from '../testing/open-identity.ts';

const identity = await openIdentity();
afterAll(() => identity[Symbol.asyncDispose]());

const { id, principal: owner, email } = await newAccount(identity);
const { principal: another } = await newAccount(identity);

const seen = { id, email, roles: [{ role: 'CUSTOMER', venueId: null }] };
const query = `query ($id: ID!, $users: [_Any!]!) {
  user(id: $id) { id email roles { role venueId } }
  _entities(representations: $users) { ... on User { id email roles { role venueId } } }
}`;

test.each<[who: string, principal: Principal, isShown: boolean]>([
  ['its owner', owner, true],
  ['an administrator', administrator, true],
  ['a service', servicePrincipal('demo'), true],
  ['somebody else', another, false],
  ['a manager of some venue', { ...another, venueRoles: { [newId()]: 'MANAGER' } }, false],
  ['a partner of the same id', { ...owner, kind: 'PARTNER' }, false],
  ['somebody unknown', anonymousPrincipal, false],
])('an account by its id, or by a reference, shown to %s: %#', async (_who, principal, isShown) => {
  const users = [{ __typename: 'User', id }];

  const { data, errors } = await identity.ask(query, { id, users }, { principal });

  const shown = isShown ? seen : null;
  expect({ data, errors }).toEqual({ data: { user: shown, _entities: [shown] }, errors: undefined });
});

test('me is whoever asks, with or without an account', async () => {
  const me = '{ me { user { id } scopes } }';

  const [mine, nobodys] = await Promise.all(
    [owner, anonymousPrincipal].map((principal) => identity.ask(me, {}, { principal })),
  );

  expect(mine?.data).toEqual({ me: { user: { id }, scopes: ['bookings:read', 'bookings:write'] } });
  expect(nobodys?.data).toEqual({ me: { user: null, scopes: [] } });
});

test.each([
  ['grantRole', another, 'FORBIDDEN'],
  ['revokeRole', another, 'FORBIDDEN'],
  ['grantRole', { ...another, scopes: ['venues:write'] } satisfies Principal, 'FORBIDDEN'],
] as const)('%s is for administrators', async (field, principal, code) => {
  const document = `mutation ($id: ID!) { ${field}(userId: $id, role: ADMIN) { user { id } errors { code } } }`;

  const { data } = await identity.ask(document, { id }, { principal });

  expect(data).toEqual({ [field]: { user: null, errors: [{ code }] } });
});

test('a role is granted once under an idempotency key', async () => {
  const { id: userId } = await newAccount(identity);
  const document = (role: string) =>
    `mutation { grantRole(userId: "${userId}", role: ${role}) { user { id } errors { code } } }`;
  const headers = { idempotencyKey: newId() };

  const [first, again, other] = [
    await identity.ask(document('ADMIN'), {}, headers),
    await identity.ask(document('ADMIN'), {}, headers),
    await identity.ask(document('CUSTOMER'), {}, headers),
  ];

  expect(again.data).toEqual(first.data);
  expect(other.data).toEqual({ grantRole: { user: null, errors: [{ code: 'IDEMPOTENCY_MISMATCH' }] } });
});
