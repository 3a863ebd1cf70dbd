import { testPlatform } from '@constellation/kit/testing';
import { expect, inject, test } from 'vitest';
import type { Client } from './fixtures/client.ts';
import { newKey, newPartner, revokeKey } from './fixtures/partners.ts';
import { as } from './fixtures/people.ts';
import { changePassword, password, type Session, signUp } from './fixtures/sessions.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';

const basic = ({ email }: Pick<Session, 'email'>, typed = password) =>
  `Basic ${Buffer.from(`${email}:${typed}`).toString('base64')}`;
const ask = (client: Client, authorization: string, query = '{ me { scopes } }') =>
  as(client, authorization).ask(query);
const statusOf = async (client: Client, authorization: string) => (await ask(client, authorization)).status;

test('distributed platform: a key and a password that end at one gateway are refused by every other within a second', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  await using second = await graph.openGateway();
  const partner = await newPartner(graph);
  const key = await newKey(graph, partner);
  const session = await signUp(graph);
  for (const gateway of [graph, second])
    for (const authorization of [key.authorization, basic(session)])
      expect(await statusOf(gateway, authorization)).toBe(200);

  await revokeKey(graph, partner, key);
  await changePassword(second, session, 'an even better one');

  const statuses = () =>
    Promise.all(
      [graph, second].flatMap((gateway) => [key.authorization, basic(session)].map((each) => statusOf(gateway, each))),
    );
  await expect.poll(statuses, { timeout: 1_000 }).toEqual([401, 401, 401, 401]);
  await using third = await graph.openGateway();
  expect(await statusOf(third, key.authorization)).toBe(401);
  expect(await statusOf(third, basic(session, 'an even better one'))).toBe(200);
});

test('distributed platform: while identity is away keys and passwords that are known go on counting, and no others are judged', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  const key = await newKey(graph, await newPartner(graph));
  const [known, unknown] = [await signUp(graph), await signUp(graph)];
  for (const authorization of [key.authorization, basic(known)]) expect(await statusOf(graph, authorization)).toBe(200);

  await graph.identity.stop();

  const venues = '{ venues(first: 1) { pageInfo { hasNextPage } } }';
  for (const authorization of [key.authorization, basic(known)])
    expect((await ask(graph, authorization, venues)).status).toBe(200);
  expect(await ask(graph, basic(unknown), venues)).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  await graph.identity.start();
  await expect.poll(async () => (await ask(graph, basic(unknown), venues)).status).toBe(200);
});

test('distributed platform: nobody but a gateway has credentials judged', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  const session = await signUp(graph);
  const [address = ''] = graph.identity.addresses;
  const judge = new URL('/credentials', address);
  const question = { kind: 'PASSWORD', email: session.email, password };

  const answer = await fetch(judge, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: session.authorization },
    body: JSON.stringify(question),
  });

  expect(answer.status).toBe(401);
  expect((await graph.send('/credentials')).status).toBe(404);
});
