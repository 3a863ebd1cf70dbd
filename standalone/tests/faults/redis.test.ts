import { expect, test } from 'vitest';
import { beginEvening, shareArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';

const sharedArena = shareArena();

test(
  'distributed platform: Redis that is flushed, stopped and started again costs nobody anything but time',
  { timeout: 180_000 },
  async () => {
    const arena = await sharedArena();
    await using evening = await beginEvening(arena);
    const { guests } = evening;

    for (let flushes = 0; flushes < 20; flushes += 1) {
      await arena.fleet.redis.flush();
      await guests.served(5);
    }
    await arena.fleet.redis.kill();
    const stoppedAt = performance.now();
    await guests.served(60);
    const recoveredMs = performance.now() - stoppedAt;
    await arena.fleet.redis.restart();
    await guests.served(60);

    expect(await evening.end()).toEqual(nothingWrong);
    expect([...guests.failures]).toEqual([]);
    expect(recoveredMs).toBeLessThan(30_000);
    tellRecovery('Redis stopped', evening, recoveredMs);
  },
);
