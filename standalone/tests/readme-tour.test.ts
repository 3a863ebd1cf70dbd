import { expect, test } from 'vitest';
import { seed } from '../src/demo/seed.ts';
import { openClient } from './fixtures/client.ts';
import { openGraph, platformsHere } from './fixtures/graph.ts';
import { playTour } from './fixtures/play-tour.ts';
import { printedTour } from './fixtures/printed-tour.ts';

const minuteMs = 60_000;

test.for(platformsHere)('the tour of the README answers what it prints (%s)', async (kind) => {
  await using graph = await openGraph(kind, { prepare: seed });
  const { clock } = graph.platform;

  const { printed, real } = await playTour(openClient(graph.url, { authorization: null }), {
    steps: await printedTour(),
    urls: [graph.url],
    clock,
    patienceMs: 5_000,
    passMinute: () => clock.advance(2 * minuteMs),
  });

  expect(printed).toHaveLength(20);
  expect(real).toEqual(printed);
});
