import { newId } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { atOnce, newAccount, outcomesOf } from '../testing/accounts.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { newPartner } from '../testing/partners.ts';
import { addPartnerMember } from './add-partner-member.ts';
import { collectAccount } from './collect-account.ts';
import { createPartner } from './create-partner.ts';
import { eraseMyData } from './erase-my-data.ts';
import { lookUpOwnPartner } from './find-partner.ts';
import { listPartners } from './list-partners.ts';
import { removePartnerMember } from './remove-partner-member.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

test.for(opened)(
  'on the $kind platform of partners that would have somebody at once, one gets them',
  async (identity) => {
    const partners = await Promise.all(atOnce(4, () => createPartner(identity.scope(), { name: 'Seats' })));
    const { id: userId, principal } = await newAccount(identity);

    const adding = partners.flatMap(({ id: partnerId }) =>
      atOnce(2, () => addPartnerMember(identity.scope(), { partnerId, userId })),
    );

    expect(await outcomesOf(adding)).toEqual({ done: 2, MEMBER_ELSEWHERE: 6 });
    const own = await lookUpOwnPartner(identity.scope({ principal }));
    expect(partners.map(({ id }) => id)).toContain(own?.id);
  },
);

test.for(opened)('on the $kind platform who is a member no longer can be one elsewhere', async (identity) => {
  const { id: partnerId, member } = await newPartner(identity);
  const other = await createPartner(identity.scope(), { name: 'Other' });
  const given = { partnerId, userId: member.id };

  await removePartnerMember(identity.scope(), { ...given, partnerId: other.id });
  await expect(addPartnerMember(identity.scope(), { ...given, partnerId: other.id })).rejects.toMatchObject({
    code: 'MEMBER_ELSEWHERE',
    inputPath: ['userId'],
  });
  await removePartnerMember(identity.scope(), given);
  await removePartnerMember(identity.scope(), given);
  await addPartnerMember(identity.scope(), { ...given, partnerId: other.id });

  expect(await lookUpOwnPartner(identity.scope({ principal: member.principal }))).toMatchObject({ id: other.id });
});

test.for(opened)(
  'on the $kind platform only administrators take partners in and say who sees to them',
  async (identity) => {
    const { id: partnerId, asMember, principal } = await newPartner(identity);
    const { id: userId } = await newAccount(identity);

    for (const scope of [asMember(), identity.scope({ principal })]) {
      const refused = expect.objectContaining({ code: 'FORBIDDEN' });
      await expect(createPartner(scope, { name: 'Mine' })).rejects.toEqual(refused);
      await expect(addPartnerMember(scope, { partnerId, userId })).rejects.toEqual(refused);
      await expect(removePartnerMember(scope, { partnerId, userId })).rejects.toEqual(refused);
      await expect(listPartners(scope, { first: 1 })).rejects.toEqual(refused);
    }
  },
);

test.for(opened)('on the $kind platform partners are listed page by page, the oldest first', async (identity) => {
  const made: string[] = [];
  for (const name of ['One', 'Two', 'Three']) made.push((await createPartner(identity.scope(), { name })).id);
  const listed: string[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo } = await listPartners(identity.scope(), { first: 2, after });
    listed.push(...edges.map(({ node }) => node.id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);

  expect(listed.toSorted()).toEqual(listed);
  expect(listed.filter((id) => made.includes(id))).toHaveLength(3);
});

test.for(opened)(
  'on the $kind platform a made-up cursor is refused, and so is a name that is none',
  async (identity) => {
    const made = Buffer.from(JSON.stringify(['partners', "' or true"])).toString('base64url');

    for (const after of ['nowhere', made])
      await expect(listPartners(identity.scope(), { first: 2, after })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    for (const name of ['', ' ', 'two\nlines', 'x'.repeat(201)])
      await expect(createPartner(identity.scope(), { name })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        inputPath: ['name'],
      });
    await expect(addPartnerMember(identity.scope(), { partnerId: newId(), userId: 'nobody' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      inputPath: ['userId'],
    });
  },
);

test.for(opened)(
  'on the $kind platform a member’s data tell whose member they are, and the partner outlasts their erasure',
  async (identity) => {
    const { id, name, member, made } = await newPartner(identity);
    const scope = () => identity.scope({ principal: member.principal });
    expect(await collectAccount(scope(), member.id)).toMatchObject({ account: { partner: { id, name } } });

    await eraseMyData(scope(), { confirm: true });

    expect(await lookUpOwnPartner(scope())).toBeNull();
    const { data } = await identity.ask(`{ partner(id: "${id}") { members { id } apiKeys { id } } }`);
    expect(data).toEqual({ partner: { members: [], apiKeys: [{ id: made.apiKey.id }] } });
  },
);
