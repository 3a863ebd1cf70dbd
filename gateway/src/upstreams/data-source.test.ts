import { expect, test } from 'vitest';
import { venueFixture } from '../testing/fixtures.ts';
import { listen } from '../testing/http-subgraph.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import { overHttp } from './over-http.ts';

const limits = { subgraphMs: 50 };
const error = {
  message: 'The venue part of the graph took too long to answer',
  path: ['venue'],
  extensions: { code: 'DEADLINE_EXCEEDED' },
};

test('a subgraph in another process that does not answer in time is given up', async () => {
  await using silent = await listen(() => {});
  await using venue = overHttp(silent.url);
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
