import { setTimeout as delay } from 'node:timers/promises';
import type { HttpServer } from '@constellation/kit';
import { expect, test } from 'vitest';
import { countingSubgraph } from '../testing/counting-subgraph.ts';
import { testMint } from '../testing/test-keys.ts';
import { sendOne } from '../testing/traffic.ts';
import { overHttp } from './over-http.ts';

const failed = ({ failure }: { failure?: unknown }) => failure !== undefined;

/** The server ends what is idle, and says so or not. */
const impatient =
  (says: boolean) =>
  ({ node }: HttpServer) => {
    node.keepAliveTimeout = 1_000;
    node.on('request', (_, response) => {
      if (!says) response.setHeader('keep-alive', 'timeout=60');
      response.once('finish', () => setImmediate(() => node.closeIdleConnections()));
    });
  };

test('where the server says how soon it ends idle connections, nothing is ever written to such a one', async () => {
  await using subgraph = await countingSubgraph({ onOpen: impatient(true) });
  await using upstream = overHttp(subgraph.address, testMint);

  const outcomes = [];
  for (let count = 0; count < 200; count += 1) outcomes.push(await sendOne(upstream, 'mutation', String(count)));

  expect(outcomes.filter(failed)).toEqual([]);
  expect(subgraph.seen).toHaveLength(200);
});

test('a query survives a connection that was ended without a word', async () => {
  await using subgraph = await countingSubgraph({ onOpen: impatient(false) });
  await using upstream = overHttp(subgraph.address, testMint);

  const outcomes = [];
  for (let count = 0; count < 200; count += 1) outcomes.push(await sendOne(upstream, 'query', String(count)));

  expect(outcomes.filter(failed)).toEqual([]);
});

test('a connection that nobody uses is closed by the gateway, long before a server would', async () => {
  const closed = Promise.withResolvers<number>();
  await using subgraph = await countingSubgraph({
    onOpen: ({ node }) =>
      node.on('connection', (socket) => socket.once('end', () => closed.resolve(performance.now()))),
  });
  await using upstream = overHttp(subgraph.address, testMint);
  await sendOne(upstream, 'query', '1');
  const answeredAt = performance.now();

  const idleMs = (await Promise.race([closed.promise, delay(6_000, Number.NaN)])) - answeredAt;

  expect(idleMs).toBeGreaterThan(2_000);
  expect(idleMs).toBeLessThan(4_500);
});
