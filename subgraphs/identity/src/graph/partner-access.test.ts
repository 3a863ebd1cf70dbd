import { anonymousPrincipal, newId, type Principal, servicePrincipal } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { newAccount } from '../testing/accounts.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { keyHolder, newPartner } from '../testing/partners.ts';

const identity = await openIdentity();
afterAll(() => identity[Symbol.asyncDispose]());

const { id, name, member, made, principal: key } = await newPartner(identity);
const { member: elsewhere } = await newPartner(identity);
const { principal: stranger } = await newAccount(identity);

const fields = '{ id name apiKeys { id prefix scopes revokedAt } members { id email } }';
const query = `query ($id: ID!, $partners: [_Any!]!) {
  partner(id: $id) ${fields}
  _entities(representations: $partners) { ... on Partner ${fields} }
}`;
const { prefix } = made.apiKey;
const apiKeys = [{ id: made.apiKey.id, prefix, scopes: ['bookings:read'], revokedAt: null }];
const whole = { id, name, apiKeys, members: [{ id: member.id, email: member.email }] };

test.each<[who: string, principal: Principal, shown: object | null]>([
  ['a member', member.principal, whole],
  ['an administrator', administrator, whole],
  ['a service', servicePrincipal('demo'), whole],
  ['its key, but for who sees to it', key, { ...whole, members: [] }],
  ["another partner's member", elsewhere.principal, null],
  ["another partner's key", keyHolder(newId()), null],
  ['a user who is no member', stranger, null],
  ['somebody unknown', anonymousPrincipal, null],
])('a partner by its id, or by a reference, shown to %s', async (_who, principal, shown) => {
  const partners = [
    { __typename: 'Partner', id },
    { __typename: 'Partner', id },
  ];

  const { data, errors } = await identity.ask(query, { id, partners }, { principal });

  expect({ data, errors }).toEqual({ data: { partner: shown, _entities: [shown, shown] }, errors: undefined });
});

test.each<[who: string, principal: Principal, partner: object | null]>([
  ['who is a member', member.principal, { id }],
  ['whose key it is', key, { id }],
  ['nobody’s member', stranger, null],
  ['an administrator', administrator, null],
  ['somebody unknown', anonymousPrincipal, null],
])('me has the partner of %s', async (_who, principal, partner) => {
  const { data, errors } = await identity.ask('{ me { partner { id } } }', {}, { principal });

  expect({ data, errors }).toEqual({ data: { me: { partner } }, errors: undefined });
});

test('a partner that there is not is null', async () => {
  const ask = (nothing: string) => identity.ask('query ($id: ID!) { partner(id: $id) { id } }', { id: nothing });

  expect([(await ask(newId())).data, (await ask('nothing')).data]).toEqual([{ partner: null }, { partner: null }]);
});

test('a key is answered with once, and its revocation without it', async () => {
  const asked = { principal: member.principal, idempotencyKey: newId() };
  const make = `mutation { createApiKey(partnerId: "${id}", name: "Web", scopes: ["bookings:read"]) {
    apiKey { id name revokedAt } key errors { code }
  } }`;

  const [first, again] = [await identity.ask(make, {}, asked), await identity.ask(make, {}, asked)];
  const shown = expect.stringMatching(/^cst_[0-9a-f]{8}_[\w-]{43}$/);
  const apiKey = { id: expect.any(String), name: 'Web', revokedAt: null };
  for (const { data } of [first, again]) expect(data).toEqual({ createApiKey: { apiKey, key: shown, errors: [] } });
  expect(again.data).not.toEqual(first.data);

  const revoke = `mutation { revokeApiKey(id: "${made.apiKey.id}") { apiKey { revokedAt } key errors { code } } }`;
  const { data } = await identity.ask(revoke, {}, { principal: member.principal });
  expect(data).toEqual({ revokeApiKey: { apiKey: { revokedAt: expect.any(String) }, key: null, errors: [] } });
});

test('a scope that no partner may have is refused at its place', async () => {
  const make = `mutation { createApiKey(partnerId: "${id}", name: "Web", scopes: ["bookings:read", "admin"]) {
    apiKey { id } key errors { code path }
  } }`;

  const { data } = await identity.ask(make, {}, { principal: administrator });

  expect(data).toEqual({
    createApiKey: { apiKey: null, key: null, errors: [{ code: 'INVALID_INPUT', path: ['scopes', '1'] }] },
  });
});

test('a partner is taken in once under an idempotency key', async () => {
  const headers = { idempotencyKey: newId() };
  const create = 'mutation { createPartner(name: "Once") { partner { id name members { id } } errors { code } } }';

  const [first, again] = [await identity.ask(create, {}, headers), await identity.ask(create, {}, headers)];

  expect(first.data).toMatchObject({ createPartner: { partner: { name: 'Once', members: [] }, errors: [] } });
  expect(again.data).toEqual(first.data);
});
