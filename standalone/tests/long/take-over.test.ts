import { setTimeout as delay } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { fleetMetrics } from '../../src/distributed/fleet-metrics.ts';
import type { Supervised } from '../../src/distributed/supervised.ts';
import { onDatabase } from '../fixtures/database.ts';
import { type Arena, beginEvening, shareArena, tellRecovery } from '../fixtures/faults/arena.ts';
import { nothingWrong } from '../fixtures/faults/reckoning.ts';

const metrics = await fleetMetrics(7);
const sharedArena = shareArena({ environment: metrics.environment });

/** Longer than the two minutes in which JetStream recognises what is published again, in the full run. */
const pauseMs = inject('size') === 'full' ? 125_000 : 4_000;

const owned = 'constellation_relay_owned_partitions';

/** The process that publishes what bookings say. */
async function relayOwner({ fleet }: Arena): Promise<Supervised> {
  for (const each of fleet.subgraphs.booking) if ((await metrics.of(each, owned)) === 8) return each;
  throw new Error('No process owns the outbox');
}

/** Ends the connection that owns the outbox, as PostgreSQL does when it takes the process behind it for dead. */
const cutOwner = ({ platform }: Arena) =>
  onDatabase(platform, 'booking', async (client) => {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'constellation-booking-session' and datname = current_database()
          and pid in (select pid from pg_locks where locktype = 'advisory' group by pid having count(*) >= 8)`,
    );
    if (rowCount !== 1) throw new Error(`${rowCount} connections own the outbox`);
  });

test(
  'distributed platform: what a relay does that was paused and replaced doubles and disorders nothing, however long it was away',
  { timeout: 400_000 },
  async () => {
    const arena = await sharedArena();
    await using evening = await beginEvening(arena);
    const { guests } = evening;
    const recoveries: number[] = [];

    for (const awayMs of [0, 500, pauseMs]) {
      const owner = await relayOwner(arena);
      owner.kill('SIGSTOP');
      await cutOwner(arena);
      const cutAt = performance.now();
      const [heir] = arena.fleet.subgraphs.booking.filter((each) => each !== owner);
      await expect.poll(() => heir && metrics.of(heir, owned)).toBe(8);
      recoveries.push(performance.now() - cutAt);
      await guests.served(30);
      await delay(awayMs);
      owner.kill('SIGCONT');
      await guests.served(30);
    }

    expect(await evening.end()).toEqual(nothingWrong);
    const recoveredMs = Math.max(...recoveries);
    expect(recoveredMs).toBeLessThan(20_000);
    tellRecovery(`relay paused for ${pauseMs} ms and replaced`, evening, recoveredMs);
  },
);
