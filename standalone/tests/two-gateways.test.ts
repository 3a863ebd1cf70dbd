import { newId } from '@constellation/kit';
import { testPlatform } from '@constellation/kit/testing';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import type { Client } from './fixtures/client.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';

const signUp = `mutation ($email: String!) {
  signUp(input: { email: $email, password: "correct horse battery" }) { session { accessToken } }
}`;
const signedUp = z.object({ signUp: z.object({ session: z.object({ accessToken: z.string() }) }) });

const statusOf = async (client: Client, headers: { readonly authorization: string }) =>
  (await client.ask('{ me { scopes } }', {}, headers)).status;

test('distributed platform: who signs out at one gateway is refused by every other, one that starts later too', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  await using second = await graph.openGateway();
  const { data } = await graph.ask(signUp, { email: `${newId()}@example.org` });
  const authorization = `Bearer ${signedUp.parse(data).signUp.session.accessToken}`;
  for (const each of [graph, second]) expect(await statusOf(each, { authorization })).toBe(200);

  await graph.ask('mutation { signOut { done } }', {}, { authorization });

  for (const each of [graph, second])
    await expect.poll(() => statusOf(each, { authorization }), { timeout: 1_000 }).toBe(401);
  await using third = await graph.openGateway();
  expect(await statusOf(third, { authorization })).toBe(401);
});

test('distributed platform: while identity is away tokens that are known go on counting, and nobody else is let in', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  const { data } = await graph.ask(signUp, { email: `${newId()}@example.org` });
  const authorization = `Bearer ${signedUp.parse(data).signUp.session.accessToken}`;
  expect(await statusOf(graph, { authorization })).toBe(200);

  await graph.identity.stop();
  await using later = await graph.openGateway();

  const venues = '{ venues(first: 1) { pageInfo { hasNextPage } } }';
  expect((await graph.ask(venues, {}, { authorization })).status).toBe(200);
  expect(await later.ask(venues, {}, { authorization })).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  await graph.identity.start();
  await expect.poll(async () => (await later.ask(venues, {}, { authorization })).status).toBe(200);
});
