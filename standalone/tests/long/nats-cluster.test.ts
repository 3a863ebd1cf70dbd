import { type PrivateNatsCluster, startNatsCluster } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { type Arena, beginEvening, openArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';
import { platformsHere } from '../fixtures/graph.ts';
import { streams } from '../fixtures/outbox.ts';
import { everythingPublished } from '../fixtures/records.ts';

const opened = new AsyncDisposableStack();
afterAll(() => opened.disposeAsync());

async function open(): Promise<{ arena: Arena; cluster: PrivateNatsCluster } | undefined> {
  if (!platformsHere.includes('distributed')) return undefined;
  const cluster = opened.use(await startNatsCluster());
  return { arena: opened.use(await openArena({ cluster: { natsUrl: cluster.url, natsReplicas: 3 } })), cluster };
}
const here = await open();

test(
  'distributed platform: of three NATS servers the one that leads the stream of bookings is killed with -9, and everything is told, once and in order',
  { timeout: 300_000 },
  async () => {
    if (!here) throw new Error('This machine lacks servers');
    const { arena, cluster } = here;
    await using evening = await beginEvening(arena);
    const { guests, listeners } = evening;
    const leader = await cluster.leaderOf(streams.events);

    const killedAt = performance.now();
    await cluster.kill(leader);
    await guests.served(60);
    await everythingPublished(arena.platform);
    const recoveredMs = performance.now() - killedAt;
    const next = await cluster.leaderOf(streams.events);
    await cluster.start(leader);
    await guests.served(60);

    expect(await evening.end()).toEqual(nothingWrong);
    expect(next).not.toBe(leader);
    expect([...guests.failures]).toEqual([]);
    expect(listeners.map(({ resyncs }) => resyncs)).toEqual(listeners.map(() => 0));
    expect(recoveredMs).toBeLessThan(60_000);
    tellRecovery('the NATS server that leads killed', evening, recoveredMs);
  },
);
