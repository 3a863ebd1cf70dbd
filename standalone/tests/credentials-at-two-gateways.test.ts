import { testPlatform, basic } from '@constellation/kit/testing';
import { expect, inject, test } from 'vitest';
import { newKey, newPartner, revokeKey } from './fixtures/partners.ts';
import { as, statusOf } from './fixtures/people.ts';
import { changePassword, signUp } from './fixtures/sessions.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';

test('distributed platform: a key and a password that end at one gateway are refused by every other within a second', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  await using second = await graph.openGateway();
  const partner = await newPartner(graph);
  const key = await newKey(partner);
  const session = await signUp(graph);
  for (const gateway of [graph, second])
    for (const authorization of [key.authorization, basic(session)])
      expect(await statusOf(as(gateway, authorization))).toBe(200);

  await revokeKey(partner, key);
  await changePassword(second, session, 'an even better one');

  const statuses = () =>
    Promise.all(
      [graph, second].flatMap((gateway) =>
        [key.authorization, basic(session)].map((each) => statusOf(as(gateway, each))),
      ),
    );
  await expect.poll(statuses, { timeout: 1_000 }).toEqual([401, 401, 401, 401]);
  await using third = await graph.openGateway();
  expect(await statusOf(as(third, key.authorization))).toBe(401);
  expect(await statusOf(as(third, basic({ ...session, password: 'an even better one' })))).toBe(200);
});

test('distributed platform: while identity is away keys and passwords that are known go on counting, and no others are judged', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  const key = await newKey(await newPartner(graph));
  const [known, unknown] = [await signUp(graph), await signUp(graph)];
  for (const authorization of [key.authorization, basic(known)])
    expect(await statusOf(as(graph, authorization))).toBe(200);

  await graph.identity.stop();

  const venues = '{ venues(first: 1) { pageInfo { hasNextPage } } }';
  for (const authorization of [key.authorization, basic(known)])
    expect((await as(graph, authorization).ask(venues)).status).toBe(200);
  expect(await as(graph, basic(unknown)).ask(venues)).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  await graph.identity.start();
  await expect.poll(async () => (await as(graph, basic(unknown)).ask(venues)).status).toBe(200);
});

test('distributed platform: nobody but a gateway has credentials judged', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  const session = await signUp(graph);
  const [address = ''] = graph.identity.addresses;
  const judge = new URL('/credentials', address);
  const { email, password } = session;
  const question = { kind: 'PASSWORD', email, password };

  const answer = await fetch(judge, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: session.authorization },
    body: JSON.stringify(question),
  });

  expect(answer.status).toBe(401);
  expect((await graph.send('/credentials')).status).toBe(404);
});
