import { startNatsCluster } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { beginEvening, openArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';
import { streams } from '../fixtures/outbox.ts';
import { everythingPublished } from '../fixtures/records.ts';
import { shareOpened } from '../fixtures/share-opened.ts';

const shared = shareOpened(async (stack) => {
  const cluster = stack.use(await startNatsCluster());
  return { arena: stack.use(await openArena({ cluster: { natsUrl: cluster.url, natsReplicas: 3 } })), cluster };
});

test(
  'distributed platform: of three NATS servers the one that leads the stream of bookings is killed with -9, and everything is told, once and in order',
  { timeout: 300_000 },
  async () => {
    const { arena, cluster } = await shared();
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
