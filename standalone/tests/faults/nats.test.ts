import { setTimeout as delay } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { beginEvening, shareArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';

const sharedArena = shareArena();

/** A minute, in the full run. */
const outageMs = inject('size') === 'full' ? 60_000 : 2_000;

test.for([
  ['with its data', 'restart'],
  ['without its data', 'loseData'],
] as const)(
  'distributed platform: while NATS is down bookings go on, and when it is back %s everything is told, once and in order',
  { timeout: 300_000 },
  async ([name, comeBack]) => {
    const arena = await sharedArena();
    await using evening = await beginEvening(arena);
    const { guests, listeners } = evening;

    await arena.fleet.nats.kill();
    await guests.served(60);
    await delay(outageMs);
    await arena.fleet.nats[comeBack]();
    const backAt = performance.now();
    await guests.served(60);
    const reckoning = await evening.end();
    const recoveredMs = performance.now() - backAt;

    expect(reckoning).toEqual(nothingWrong);
    expect(listeners.map(({ resyncs }) => resyncs > 0)).toEqual(listeners.map(() => comeBack === 'loseData'));
    expect(recoveredMs).toBeLessThan(60_000);
    tellRecovery(`NATS down for ${outageMs} ms, back ${name}`, evening, recoveredMs);
  },
);
