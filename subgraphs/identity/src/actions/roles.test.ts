import { newId, type Principal } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { atOnce, newAccount, outcomesOf } from '../testing/accounts.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { grantRole } from './grant-role.ts';
import { revokeRole } from './revoke-role.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const rolesIn = async (identity: OpenIdentity, id: string) => {
  const { data } = await identity.ask('query ($id: ID!) { user(id: $id) { roles { role venueId } } }', { id });
  return data?.['user'];
};

test.for(opened)('on the $kind platform a role is had once, and void tokens are told of once', async (identity) => {
  const { id: userId } = await newAccount(identity);
  const venueId = newId();
  const grant = { userId, role: 'MANAGER', venueId } as const;

  expect(await outcomesOf(atOnce(5, () => grantRole(identity.scope(), grant)))).toEqual({ done: 5 });

  expect(await rolesIn(identity, userId)).toEqual({
    roles: [
      { role: 'CUSTOMER', venueId: null },
      { role: 'MANAGER', venueId },
    ],
  });
  expect(await identity.revocations(userId)).toEqual([{ version: 2, sessionId: null, reason: 'ROLES_CHANGED' }]);

  expect(await outcomesOf(atOnce(5, () => revokeRole(identity.scope(), grant)))).toEqual({ done: 5 });
  expect(await rolesIn(identity, userId)).toEqual({ roles: [{ role: 'CUSTOMER', venueId: null }] });
  expect(await identity.revocations(userId)).toHaveLength(2);
});

const senseless = [
  ['HOST', null],
  ['MANAGER', undefined],
  ['ADMIN', newId()],
  ['CUSTOMER', newId()],
  ['HOST', 'somewhere'],
] as const;

test.for(opened)('on the $kind platform a role of a venue has one, and no other has', async (identity) => {
  const { id: userId } = await newAccount(identity);

  for (const [role, venueId] of senseless) {
    await expect(grantRole(identity.scope(), { userId, role, venueId: venueId ?? null })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      inputPath: ['venueId'],
    });
  }
});

test.for(opened)('on the $kind platform nobody has more roles than a token can carry', async (identity) => {
  const { id: userId } = await newAccount(identity);
  const grant = () => grantRole(identity.scope(), { userId, role: 'HOST', venueId: newId() });

  expect(await outcomesOf(atOnce(101, grant))).toEqual({ done: 99, INVALID_INPUT: 2 });
});

test.for(opened)(
  'on the $kind platform only who runs the platform gives and takes roles, of people that there are',
  async (identity) => {
    const { id: userId, principal } = await newAccount(identity);
    const other: Principal = { ...principal, venueRoles: { [newId()]: 'MANAGER' } };
    const grant = { userId, role: 'ADMIN' } as const;

    for (const each of [principal, other]) {
      await expect(grantRole(identity.scope({ principal: each }), grant)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    for (const nobody of [newId(), 'nobody'])
      await expect(grantRole(identity.scope(), { ...grant, userId: nobody })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        inputPath: ['userId'],
      });
  },
);

test.for(opened)(
  'on the $kind platform somebody runs the platform, whoever is asked to go at once',
  async (identity) => {
    const accounts = await Promise.all(atOnce(4, () => newAccount(identity)));
    for (const { id: userId } of accounts) await grantRole(identity.scope(), { userId, role: 'ADMIN' });

    const leave = accounts.map(({ id: userId }) => revokeRole(identity.scope(), { userId, role: 'ADMIN' }));

    expect(await outcomesOf(leave)).toEqual({ done: 3, LAST_ADMIN: 1 });
    const last = accounts.map(({ id: userId }) => revokeRole(identity.scope(), { userId, role: 'ADMIN' }));
    const refusals = (await Promise.allSettled(last)).flatMap((each) =>
      each.status === 'rejected' ? [each.reason] : [],
    );
    expect(refusals).toMatchObject([{ code: 'LAST_ADMIN', inputPath: ['userId'] }]);
  },
);
