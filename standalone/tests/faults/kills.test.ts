import { expect, test } from 'vitest';
import type { Supervised } from '../../src/distributed/supervised.ts';
import { type Arena, beginEvening, shareArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';

const sharedArena = shareArena();

/** Each kind by the process that came first: that of bookings owns the outbox and works for the consumers. */
const victims: readonly (readonly [string, (arena: Arena) => Supervised | undefined])[] = [
  ['a gateway', ({ fleet }) => fleet.gateways[0]],
  ['the booking process that publishes', ({ fleet }) => fleet.subgraphs.booking[0]],
  ['the booking process that took over', ({ fleet }) => fleet.subgraphs.booking[1]],
  ['the only venue process', ({ fleet }) => fleet.subgraphs.venue[0]],
];

test.for(victims)(
  'distributed platform: killed with -9 under load, %s costs nobody more than a retry',
  { timeout: 180_000 },
  async ([name, victimOf]) => {
    const arena = await sharedArena();
    const victim = victimOf(arena);
    await using evening = await beginEvening(arena);
    const killedAt = performance.now();

    victim?.kill('SIGKILL');
    await victim?.ended();
    await evening.guests.served(60);
    const recoveredMs = performance.now() - killedAt;
    await victim?.ready();
    await evening.guests.served(60);

    expect(await evening.end()).toEqual(nothingWrong);
    expect(recoveredMs).toBeLessThan(30_000);
    tellRecovery(`kill -9 of ${name}`, evening, recoveredMs);
  },
);
