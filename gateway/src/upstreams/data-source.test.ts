import { expect, test } from 'vitest';
import { domeBooking, venueFixture } from '../testing/fixtures.ts';
import { listen } from '../testing/http-subgraph.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import { testMint } from '../testing/test-keys.ts';
import { overHttp } from './over-http.ts';

const limits = { subgraphMs: 50 };
const error = {
  message: 'The venue part of the graph took too long to answer',
  path: ['venue'],
  extensions: { code: 'DEADLINE_EXCEEDED' },
};

test('a subgraph in another process that does not answer in time is given up', async () => {
  await using silent = await listen(() => {});
  await using venue = overHttp(silent.url, testMint);
  await using gateway = await openTestGateway({ subgraphs: { venue }, limits });

  const { data, errors } = await gateway.post('{ venue(slug: "dome") { id } }');

  expect(data).toEqual({ venue: null });
  expect(errors).toEqual([error]);
});

test('so is one in this process', async () => {
  const answer = Promise.withResolvers<never>();
  const venue = { ...venueFixture(), execute: () => answer.promise };
  await using gateway = await openTestGateway({ venue, limits });

  const { data, errors } = await gateway.post('{ venue(slug: "dome") { id } }');

  expect(data).toEqual({ venue: null });
  expect(errors).toEqual([error]);
});

test('each call to a subgraph is timed once, by the subgraph and what came of it', async () => {
  await using gateway = await openTestGateway();

  await gateway.post(`{ booking(id: "${domeBooking.id}") { venue { name } } }`);
  await gateway.post('{ venue(slug: "broken") { name } }');

  const count = (labels: string) => gateway.metric(`gateway_subgraph_seconds_count{${labels}}`);
  expect(await count('subgraph="booking",outcome="ok"')).toBe(1);
  expect(await count('subgraph="venue",outcome="ok"')).toBe(1);
  expect(await count('subgraph="venue",outcome="error"')).toBe(1);
});

test.for([
  ['gives no answer', 'unavailable', () => Promise.reject(new Error('gone'))],
  ['takes too long', 'late', () => new Promise<never>(() => {})],
] as const)('so is one that %s', async ([, outcome, execute]) => {
  await using gateway = await openTestGateway({ venue: { ...venueFixture(), execute }, limits });

  await gateway.post('{ venue(slug: "dome") { name } }');

  expect(await gateway.metric(`gateway_subgraph_seconds_count{subgraph="venue",outcome="${outcome}"}`)).toBe(1);
});
