import { firstRow, newId, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { atOnce, newAccount, outcomesOf } from '../testing/accounts.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { newPartner } from '../testing/partners.ts';
import { addPartnerMember } from './add-partner-member.ts';
import { createApiKey } from './create-api-key.ts';
import { removePartnerMember } from './remove-partner-member.ts';
import { revokeApiKey } from './revoke-api-key.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const asked = (partnerId: string) => ({ partnerId, name: 'Till', scopes: ['bookings:write', 'bookings:read'] });

test.for(opened)('on the $kind platform a key is 256 random bits, of which a hash is kept', async (identity) => {
  const { id, asMember } = await newPartner(identity);

  const { apiKey, key } = await createApiKey(asMember(), asked(id));

  expect(key).toMatch(/^cst_[0-9a-f]{8}_[\w-]{43}$/);
  expect(apiKey).toMatchObject({
    name: 'Till',
    prefix: key.slice(0, 12),
    scopes: ['bookings:read', 'bookings:write'],
    lastUsedAt: null,
    revokedAt: null,
  });
  const kept = await firstRow(
    identity.scope().em,
    sql<{ row: string; length: number }>`select api_keys::text as row, length(hash) as length
      from api_keys where id = ${apiKey.id}`,
  );
  expect(kept?.length).toBe(32);
  expect(kept?.row).not.toContain(key.slice(13));
});

test.for(opened)(
  'on the $kind platform a partner has so many keys at most, however many are made at once',
  async (identity) => {
    const { id, asMember, made } = await newPartner(identity);

    const outcomes = await outcomesOf(atOnce(52, () => createApiKey(asMember(), asked(id))));
    await revokeApiKey(asMember(), made.apiKey);

    expect(outcomes).toEqual({ done: 49, INVALID_INPUT: 3 });
    expect((await createApiKey(asMember(), asked(id))).key).toMatch(/^cst_/);
  },
);

test.for(opened)('on the $kind platform a key is revoked once, and that is told once', async (identity) => {
  const { id, asMember, made } = await newPartner(identity);

  const revoking = atOnce(5, () => revokeApiKey(asMember(), made.apiKey));

  expect(await outcomesOf(revoking)).toEqual({ done: 5 });
  const instants = (await Promise.all(revoking)).map(({ revokedAt }) => revokedAt?.toString());
  expect(new Set(instants)).toEqual(new Set([expect.stringMatching(/^20/)]));
  expect(await identity.revocations(id)).toEqual([{ version: 2, sessionId: made.apiKey.id, reason: 'KEY_REVOKED' }]);
});

test.for(opened)(
  'on the $kind platform strangers, keys and former members have no say about keys',
  async (identity) => {
    const partner = await newPartner(identity);
    const other = await newPartner(identity);
    const { id: partnerId, made, member, principal } = partner;
    await removePartnerMember(identity.scope(), { partnerId, userId: member.id });
    const { principal: stranger } = await newAccount(identity);

    for (const each of [member.principal, other.member.principal, other.principal, principal, stranger]) {
      const scope = () => identity.scope({ principal: each });
      await expect(createApiKey(scope(), asked(partnerId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(revokeApiKey(scope(), made.apiKey)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const kept = sql<{ count: number }>`select count(*)::integer as count from api_keys
    where partner_id = ${partnerId} and revoked_at is null`;
    expect(await firstRow(identity.scope().em, kept)).toEqual({ count: 1 });
  },
);

test.for(opened)(
  'on the $kind platform whoever loses their membership at the same moment makes no key after it',
  async (identity) => {
    const { id: partnerId, member, asMember } = await newPartner(identity);

    await Promise.allSettled([
      ...atOnce(4, () => createApiKey(asMember(), asked(partnerId))),
      removePartnerMember(identity.scope(), { partnerId, userId: member.id }),
      ...atOnce(4, () => createApiKey(asMember(), asked(partnerId))),
    ]);

    await expect(createApiKey(asMember(), asked(partnerId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  },
);

test.for(opened)('on the $kind platform what there is not cannot be changed', async (identity) => {
  const { id: userId } = await newAccount(identity);

  for (const nothing of [newId(), 'nothing']) {
    await expect(createApiKey(identity.scope(), asked(nothing))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      inputPath: ['partnerId'],
    });
    await expect(revokeApiKey(identity.scope(), { id: nothing })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      inputPath: ['id'],
    });
    await expect(addPartnerMember(identity.scope(), { partnerId: nothing, userId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      inputPath: ['partnerId'],
    });
  }
});

test.for(opened)('on the $kind platform no event tells a key or the name of one', async (identity) => {
  const { id, asMember, made } = await newPartner(identity);
  await revokeApiKey(asMember(), made.apiKey);

  const told = await rows(
    identity.scope().em,
    sql<{ event: string }>`select event::text as event from outbox where aggregate = ${id}`,
  );

  expect(told).toHaveLength(1);
  expect(told[0]?.event).not.toMatch(/Till|cst_|Seats/);
});
