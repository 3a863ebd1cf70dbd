import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distributed, openLog, openMetrics, type Platform } from '@constellation/kit';
import { startNats, startPostgres, startRedis, basic } from '@constellation/kit/testing';
import { servedSubgraphs } from '@constellation/schema';
import type { Counts } from '../src/distributed/counts.ts';
import { type FirstAdministrator, namedTo, ownAdministrator } from '../src/distributed/first-administrator.ts';
import { fleetMetrics } from '../src/distributed/fleet-metrics.ts';
import { type Fleet, startFleet } from '../src/distributed/fleet.ts';
import type { Supervised } from '../src/distributed/supervised.ts';
import type { Figure } from './figure.ts';

/** How many processes of these kinds, beside one of each other. */
export type FleetSize = Pick<Counts, 'gateway' | 'booking'>;

/** Processes that hold nothing yet, and the servers under them as one more process sees them. */
export interface BenchFleet extends Pick<Fleet, 'gateways' | 'mint'> {
  readonly bookings: readonly Supervised[];
  readonly platform: Platform;
  /** What an administrator shows at a gateway. */
  readonly authorization: string;
  /** A metric of one process, summed up over its labels. */
  metric(process: Supervised, name: string): Promise<number>;
}

const log = openLog({ name: 'bench', level: 'error' });

/** On processes of their own, which say nothing as long as nothing is wrong. */
export async function onFleet(
  size: FleetSize,
  bench: (fleet: BenchFleet) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  await using postgres = await startPostgres();
  await using nats = await startNats();
  await using redis = await startRedis();
  const servers = { databaseUrl: postgres.url, natsUrl: nats.url, redisUrl: redis.url };
  const metrics = await fleetMetrics(size.gateway + size.booking + servedSubgraphs.length - 1);
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-bench-'));
  const administrator = await ownAdministrator(folder.path);
  const environment = (name: string, place: number) => ({
    ...namedTo(name, administrator),
    CONSTELLATION_LOG_LEVEL: 'warn',
    CONSTELLATION_LAME_DUCK: '0s',
    ...metrics.environment(name, place),
  });
  await using fleet = await startFleet({ servers, counts: size, environment });
  await using platform = await distributed({ ...servers, log, metrics: openMetrics() });
  const { gateways, subgraphs, mint } = fleet;
  return await bench({
    gateways,
    bookings: subgraphs.booking,
    mint,
    platform,
    authorization: await shownBy(administrator),
    metric: metrics.of,
  });
}

const shownBy = async ({ email, passwordFile }: FirstAdministrator): Promise<string> =>
  basic({ email, password: (await readFile(passwordFile, 'utf8')).trim() });
