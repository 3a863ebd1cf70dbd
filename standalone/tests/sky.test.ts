import { testPlatform, type PlatformKind } from '@constellation/kit/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { openClient } from './fixtures/client.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';
import { openVenue } from './fixtures/venue.ts';

const opened = new AsyncDisposableStack();
const graphs = await Promise.all(platformsHere.map(async (kind) => ({ kind, graph: await open(kind) })));
afterAll(() => opened.disposeAsync());

async function open(kind: PlatformKind) {
  const platform = opened.use(await testPlatform(kind, inject('postgresUrl')));
  return opened.use(await openSplitGraph(platform));
}

const tonight = `query ($id: ID!) {
  venue(id: $id) {
    name
    sky {
      sun(date: "2026-10-20") { rise set civilDusk polar }
      moon(at: "2026-10-20T20:00:00Z") { phase illumination rise set }
      issPasses(from: "2026-10-20T12:00:00Z", to: "2026-10-23T12:00:00Z", visibleOnly: true) {
        satellite { name } rise { at compass } visibility visibleFrom visibleTo
        provenance { source freshness elementsEpoch }
      }
    }
  }
}`;

test.for(graphs)('on the $kind platform a visitor sees the sky above a venue', async ({ graph }) => {
  const { id } = await openVenue(graph, 1);

  const answer = await openClient(graph.url, { authorization: null }).ask(tonight, { id });

  const elements = { source: 'bundled', freshness: 'STALE', elementsEpoch: '2026-10-09T19:42:49.138848Z' };
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    venue: {
      name: 'The Observatory Arms',
      sky: {
        sun: {
          rise: expect.stringMatching(/^2026-10-20T/),
          set: expect.stringMatching(/^2026-10-20T/),
          civilDusk: expect.stringMatching(/^2026-10-20T/),
          polar: null,
        },
        moon: { phase: 'WAXING_GIBBOUS' },
        issPasses: expect.arrayContaining([
          {
            satellite: { name: 'ISS (ZARYA)' },
            rise: expect.objectContaining({ compass: expect.any(String) }),
            visibility: 'VISIBLE',
            visibleFrom: expect.stringMatching(/^2026-10-21T04:3/),
            visibleTo: expect.stringMatching(/^2026-10-21T04:3/),
            provenance: elements,
          },
        ]),
      },
    },
  });
});

test.for(graphs)('on the $kind platform many venues have their sky in one query', async ({ graph }) => {
  const ids = await Promise.all(Array.from({ length: 3 }, async () => (await openVenue(graph, 1)).id));

  const answer = await graph.ask(
    'query { venues(first: 100) { edges { node { id sky { sun(date: "2026-10-10") { transit } } } } } }',
  );

  const shown = JSON.stringify(answer.data);
  for (const id of ids) expect(shown).toMatch(new RegExp(`"id":"${id}","sky":\\{"sun":\\{"transit":"2026-10-10T`));
});

test.for(graphs)('on the $kind platform a sky that is away leaves the rest of the answer', async ({ graph }) => {
  const { id } = await openVenue(graph, 1);

  await graph['space-data'].stop();
  const answer = await graph.ask(tonight, { id });
  await graph['space-data'].start();

  expect(answer).toMatchObject({
    data: { venue: { name: 'The Observatory Arms', sky: null } },
    errors: [{ path: ['venue'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  await expect.poll(async () => (await graph.ask(tonight, { id })).errors).toBeUndefined();
});

test.for(graphs)('on the $kind platform a stretch that is too long is refused with its path', async ({ graph }) => {
  const answer = await graph.ask(
    `{ moonPhases(from: "2026-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z") { at } iss { name } }`,
  );

  expect(answer).toMatchObject({
    data: { moonPhases: null, iss: { name: 'ISS (ZARYA)' } },
    errors: [{ path: ['moonPhases'], extensions: { code: 'BAD_USER_INPUT' } }],
  });
});
