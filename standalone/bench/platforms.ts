import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distributed, embedded, openLog, openMetrics, type Platform } from '@constellation/kit';
import { startNats, startPostgres, startRedis } from '@constellation/kit/testing';
import type { Figure } from './figure.ts';

/** What is measured on a platform of its own, so that one benchmark's data slow down no other. */
type Bench = (platform: Platform) => Promise<readonly Figure[]>;

const log = openLog({ name: 'bench', level: 'error' });
const metrics = openMetrics();

/** On an embedded platform that holds nothing yet. */
export const onEmbedded = (bench: Bench): Promise<readonly Figure[]> =>
  inScratch(async (dataDirectory) => {
    await using platform = await embedded({ dataDirectory, log, metrics });
    return await bench(platform);
  });

/** On a distributed platform that holds nothing yet. */
export async function onDistributed(bench: Bench): Promise<readonly Figure[]> {
  await using postgres = await startPostgres();
  await using nats = await startNats();
  await using redis = await startRedis();
  const urls = { databaseUrl: postgres.url, natsUrl: nats.url, redisUrl: redis.url };
  await using platform = await distributed({ ...urls, log, metrics });
  return await bench(platform);
}

/** In a directory that is gone afterwards. */
export async function inScratch<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'constellation-bench-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
