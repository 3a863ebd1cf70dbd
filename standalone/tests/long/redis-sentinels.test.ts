import { type PrivateSentinels, startSentinels } from '@constellation/kit/testing';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Arena, beginEvening, openArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';
import { shareOpened } from '../fixtures/share-opened.ts';

const shared = shareOpened(async (stack) => {
  const sentinels = stack.use(await startSentinels());
  const environment = {
    CONSTELLATION_REDIS_SENTINELS: `127.0.0.1:${sentinels.sentinelPort}`,
    CONSTELLATION_REDIS_MASTER: sentinels.masterName,
  };
  return { arena: stack.use(await openArena({ environment })), sentinels };
});

const readiness = z.object({ checks: z.looseObject({ keyValue: z.string().optional() }) });
const patience = { interval: 50, timeout: 60_000 };

/** Each process commands over one connection and listens over another. */
async function isKeyValueBack({ fleet }: Arena, sentinels: PrivateSentinels): Promise<boolean> {
  if ((await sentinels.connections()) < 2 * fleet.processes.length) return false;
  const subgraphs = [...fleet.subgraphs.booking, ...fleet.subgraphs.venue];
  const answers = await Promise.all(subgraphs.map(({ url }) => fetch(`${url}/readyz`)));
  const all = await Promise.all(answers.map(async (answer) => readiness.parse(await answer.json())));
  return all.every(({ checks }) => checks.keyValue === 'ok');
}

/** In this order: sentinels need a replica to promote, and the first of these leaves one. */
const failovers: readonly (readonly [string, (sentinels: PrivateSentinels, master: number) => Promise<unknown>])[] = [
  ['changed places with its replica', (sentinels) => vi.waitUntil(() => sentinels.failOver(), patience)],
  ['killed with -9', (sentinels, master) => sentinels.kill(master)],
];

test.for(failovers)(
  'distributed platform: a Redis master that is %s fails nobody, and every process finds the new one',
  { timeout: 180_000 },
  async ([name, failOver]) => {
    const { arena, sentinels } = await shared();
    await using evening = await beginEvening(arena);
    const { guests } = evening;
    const before = await sentinels.master();
    await vi.waitUntil(() => isKeyValueBack(arena, sentinels), patience);

    const beganAt = performance.now();
    await failOver(sentinels, before);
    await guests.served(60);
    await vi.waitUntil(async () => (await sentinels.master()) !== before, patience);
    await vi.waitUntil(() => isKeyValueBack(arena, sentinels), patience);
    const recoveredMs = performance.now() - beganAt;
    await guests.served(60);

    expect(await evening.end()).toEqual(nothingWrong);
    expect([...guests.failures]).toEqual([]);
    expect(recoveredMs).toBeLessThan(30_000);
    tellRecovery(`the Redis master ${name}`, evening, recoveredMs);
  },
);
