import { setTimeout as delay } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { beginEvening, shareArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';
import { everythingPublished } from '../fixtures/records.ts';

const sharedArena = shareArena();

const silentMs = inject('size') === 'full' ? 30_000 : 10_000;

test.for(['nats', 'redis'] as const)(
  'distributed platform: %s that falls silent, and goes on after a while, costs nobody anything but time',
  { timeout: 180_000 },
  async (name) => {
    const arena = await sharedArena();
    await using evening = await beginEvening(arena);
    const { guests } = evening;
    const server = arena.fleet[name];

    server.fallSilent();
    using _goingOn = { [Symbol.dispose]: server.goOn };
    await Promise.all([guests.served(60), delay(silentMs)]);
    server.goOn();
    const backAt = performance.now();
    await everythingPublished(arena.platform);
    await guests.served(60);
    const recoveredMs = performance.now() - backAt;

    expect(await evening.end()).toEqual(nothingWrong);
    expect([...guests.failures]).toEqual([]);
    expect(recoveredMs).toBeLessThan(30_000);
    tellRecovery(`${name} silent for ${silentMs} ms`, evening, recoveredMs);
  },
);
