import { fileURLToPath } from 'node:url';
import { openLog, openMetrics, traceFrom } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { supergraphPath } from '@constellation/schema';
import { expect, test } from 'vitest';
import { defaultLimits } from '../limits/limits.ts';
import type { SubgraphSource } from '../upstreams/data-source.ts';
import { openGraph } from './open-graph.ts';

const log = openLog({ name: 'test', level: 'silent' });

/** A graph over a subgraph that tells by which way it is asked. */
async function watchedGraph() {
  const ways: string[] = [];
  const answer = (way: string) => {
    ways.push(way);
    return { data: { venue: { name: 'The Dome' } } };
  };
  const venue: SubgraphSource = { process: async () => answer('by Apollo'), ask: async () => answer('directly') };
  const options = {
    supergraphPath: fileURLToPath(supergraphPath),
    sources: { venue },
    limits: defaultLimits,
    log,
    metrics: openMetrics(),
  };
  const server = await openGraph({ ...options, onLoad: () => {} });
  const contextValue = { principal: administrator, trace: traceFrom(), log };
  return {
    ways,
    ask: (query: string) => server.executeOperation({ query }, { contextValue }),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

test('what one subgraph answers whole is planned by Apollo once, and asked for directly from then on', async () => {
  await using graph = await watchedGraph();

  for (let time = 0; time < 3; time += 1) await graph.ask('{ venue(slug: "dome") { name } }');

  expect(graph.ways).toEqual(['by Apollo', 'directly', 'directly']);
});

test('what has to be put together is left to Apollo', async () => {
  await using graph = await watchedGraph();

  for (let time = 0; time < 3; time += 1)
    await graph.ask('{ venue(slug: "dome") { name devices(first: 1) { edges { cursor } } } }');

  expect(new Set(graph.ways)).toEqual(new Set(['by Apollo']));
});
