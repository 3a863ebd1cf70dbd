import { newId } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PartnerScene, partnerAttempts } from '../fixtures/attempts/partners.ts';
import type { Client } from '../fixtures/client.ts';
import { openGraphs } from '../fixtures/graph.ts';
import { newKey, newPartner, revokeKey } from '../fixtures/partners.ts';
import { as, signUpPerson } from '../fixtures/people.ts';
import { rowsOf, tryAll } from '../fixtures/role-table.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/** Who gets what of a partner: its member, a key of its own, the same of another partner, and others. */
const table = rowsOf(
  partnerAttempts,
  `
                       visitor  customer  member   key      other member  other key  manager  admin
  partner              sign in  none      ok       ok       none          none       none     ok
  Partner.members      sign in  none      ok       none     none          none       none     ok
  partners             sign in  scope     scope    scope    scope         scope      scope    ok
  createPartner        sign in  scope     scope    scope    scope         scope      scope    ok
  addPartnerMember     sign in  scope     scope    scope    scope         scope      scope    ok
  removePartnerMember  sign in  scope     scope    scope    scope         scope      scope    ok
  createApiKey         sign in  refused   ok       refused  refused       refused    refused  ok
  revokeApiKey         sign in  refused   ok       refused  refused       refused    refused  ok
  `,
);

describe.each(graphs)('on the $kind platform', (graph) => {
  let people: Readonly<Record<string, Client>>;
  let scene: PartnerScene;

  beforeAll(async () => {
    const [firm, other] = [await newPartner(graph), await newPartner(graph)];
    const [key, otherKey, revoked] = [await newKey(firm), await newKey(other), await newKey(firm)];
    await revokeKey(firm, revoked);
    const customer = await signUpPerson(graph);
    scene = { partnerId: firm.id, memberId: firm.member.userId, revokedKeyId: revoked.id, outsiderId: customer.userId };
    people = {
      visitor: as(graph, null),
      customer,
      member: firm.member,
      key,
      'other member': other.member,
      'other key': otherKey,
      manager: await signUpPerson(graph, [{ role: 'MANAGER', venueId: newId() }]),
      admin: graph,
    };
  });

  test.each(table)('$name is for whom the table says', async ({ document, expected }) => {
    expect(await tryAll(people, () => document(scene))).toEqual(expected);
  });
});
