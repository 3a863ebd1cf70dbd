import { testPlatform } from '@constellation/kit/testing';
import { expect, inject, test } from 'vitest';
import { as, statusOf } from './fixtures/people.ts';
import { signOut, signUp } from './fixtures/sessions.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';

test('distributed platform: who signs out at one gateway is refused by every other, one that starts later too', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  await using second = await graph.openGateway();
  const session = await signUp(graph);
  const there = as(second, session.authorization);
  for (const each of [session, there]) expect(await statusOf(each)).toBe(200);

  await signOut(session);

  for (const each of [session, there]) await expect.poll(() => statusOf(each), { timeout: 1_000 }).toBe(401);
  await using third = await graph.openGateway();
  expect(await statusOf(as(third, session.authorization))).toBe(401);
});

test('distributed platform: while identity is away tokens that are known go on counting, and nobody else is let in', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  const session = await signUp(graph);
  expect(await statusOf(session)).toBe(200);

  await graph.identity.stop();
  await using later = await graph.openGateway();
  const there = as(later, session.authorization);

  const venues = '{ venues(first: 1) { pageInfo { hasNextPage } } }';
  expect((await session.ask(venues)).status).toBe(200);
  expect(await there.ask(venues)).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  await graph.identity.start();
  await expect.poll(async () => (await there.ask(venues)).status).toBe(200);
});
