import { expect, test } from 'vitest';
import { beginEvening, shareArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';

const sharedArena = shareArena();

test(
  'distributed platform: all processes restarted one after the other lose no request, no event and no listener',
  { timeout: 180_000 },
  async () => {
    const arena = await sharedArena();
    await using evening = await beginEvening(arena);
    const { guests } = evening;
    const startedAt = performance.now();

    for (const each of arena.fleet.processes) {
      const { restarts } = each;
      each.kill('SIGTERM');
      await expect.poll(() => each.restarts, { timeout: 45_000 }).toBe(restarts + 1);
      await each.ready();
      await guests.served(10);
    }
    const tookMs = performance.now() - startedAt;

    expect(await evening.end()).toEqual(nothingWrong);
    // Nobody listens at a gateway that starts: a client goes to the other one, or asks again.
    expect([...guests.failures.keys()].filter((reason) => reason !== 'ECONNREFUSED')).toEqual([]);
    tellRecovery(`rolling restart of ${arena.fleet.processes.length} processes`, evening, tookMs);
  },
);
