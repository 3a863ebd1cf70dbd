import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { countingSubgraph } from '../testing/counting-subgraph.ts';
import { testMint } from '../testing/test-keys.ts';
import { sendOne, traffic } from '../testing/traffic.ts';
import { overHttp } from './over-http.ts';

const portOf = (address: string) => Number(new URL(address).port);
const failed = ({ failure }: { failure?: unknown }) => failure !== undefined;
const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

test('processes of one subgraph take turns', async () => {
  await using one = await countingSubgraph();
  await using two = await countingSubgraph();
  await using upstream = overHttp([one.address, two.address], testMint);

  for (const name of ['1', '2', '3', '4']) await sendOne(upstream, 'mutation', name);

  expect([one.seen.length, two.seen.length]).toEqual([2, 2]);
});

test('of two processes one may die at any moment: no query fails, and no mutation is done twice', async () => {
  const work = () => delay(2);
  await using stays = await countingSubgraph({ work });
  await using dies = await countingSubgraph({ work });
  await using upstream = overHttp([stays.address, dies.address], testMint);
  const load = traffic(upstream);

  await expect.poll(() => dies.seen.length).toBeGreaterThan(50);
  dies.kill();
  const seenByThen = load.outcomes.length;
  await expect.poll(() => load.outcomes.length).toBeGreaterThan(seenByThen + 100);
  await load.end();

  const lost = load.outcomes.filter(failed);
  const done = [...stays.seen, ...dies.seen];
  expect(lost.filter(({ kind }) => kind !== 'mutation')).toEqual([]);
  expect(lost.length).toBeLessThanOrEqual(6);
  expect(twice(done).filter((name) => name.startsWith('mutation'))).toEqual([]);
  expect(load.outcomes.filter((outcome) => !failed(outcome) && !done.includes(outcome.name))).toEqual([]);
});

test('a process that drains is not sent anything more, and nothing fails', async () => {
  const work = () => delay(2);
  await using stays = await countingSubgraph({ work });
  const drains = await countingSubgraph({ work, lameDuckMs: 300 });
  await using upstream = overHttp([stays.address, drains.address], testMint);
  const load = traffic(upstream);
  await expect.poll(() => drains.seen.length).toBeGreaterThan(50);

  const before = drains.seen.length;
  await drains[Symbol.asyncDispose]();
  const after = drains.seen.length;
  await load.end();

  expect(load.outcomes.filter(failed)).toEqual([]);
  expect(twice([...stays.seen, ...drains.seen])).toEqual([]);
  expect(after - before).toBeLessThan(12);
});

test('a process that is back is sent requests again', async () => {
  await using stays = await countingSubgraph();
  const leaves = await countingSubgraph();
  await using upstream = overHttp([stays.address, leaves.address], testMint);
  leaves.kill();
  const whileGone = await Promise.all(['1', '2', '3'].map((name) => sendOne(upstream, 'mutation', name)));

  await using back = await countingSubgraph({ port: portOf(leaves.address) });
  const seen = async () => {
    await sendOne(upstream, 'mutation', 'again');
    return back.seen.length;
  };

  expect(whileGone.filter(failed)).toEqual([]);
  await expect.poll(seen).toBeGreaterThan(0);
});

test('who only drains is better than nobody', async () => {
  const drains = await countingSubgraph({ lameDuckMs: 300 });
  await using upstream = overHttp(drains.address, testMint);
  const stopped = drains[Symbol.asyncDispose]();

  const outcomes = [await sendOne(upstream, 'mutation', '1'), await sendOne(upstream, 'mutation', '2')];
  await stopped;

  expect(outcomes.filter(failed)).toEqual([]);
  expect(drains.seen).toEqual(['1', '2']);
});

test('a process that has stopped dead costs a query a moment, a mutation its time, and the next ones nothing', async () => {
  await using awake = await countingSubgraph();
  await using sleeps = await countingSubgraph();
  await using upstream = overHttp([awake.address, sleeps.address], testMint);
  sleeps.fallAsleep();

  const outcomes = await Promise.all([
    sendOne(upstream, 'query', 'q1'),
    sendOne(upstream, 'query', 'q2'),
    sendOne(upstream, 'mutation', 'm1', 3_500),
    sendOne(upstream, 'mutation', 'm2', 3_500),
  ]);

  expect(outcomes.filter(failed).map(({ kind }) => kind)).toEqual(['mutation']);
  expect(awake.seen.toSorted()).toEqual(['m2', 'q1', 'q2']);
});

test('a process that takes long for one query, but lives, is waited for', async () => {
  const done = Promise.withResolvers<void>();
  await using one = await countingSubgraph({ work: () => done.promise });
  await using two = await countingSubgraph({ work: () => done.promise });
  await using upstream = overHttp([one.address, two.address], testMint);

  const asked = sendOne(upstream, 'query', 'long');
  await expect.poll(() => one.lifeSigns + two.lifeSigns, { timeout: 20_000 }).toBe(1);
  // Whoever hears of this has heard of that, too.
  await upstream.ready(AbortSignal.timeout(10_000));
  done.resolve();

  expect(failed(await asked)).toBe(false);
  expect([...one.seen, ...two.seen]).toEqual(['long']);
});
