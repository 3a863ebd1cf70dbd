import '@constellation/kit/quiet';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distributed, embedded, openLog, openMetrics } from '@constellation/kit';
import { startNats, startPostgres, startRedis } from '@constellation/kit/testing';
import { benchDelivery } from './delivery.ts';
import { report } from './figure.ts';
import { benchHolds } from './holds.ts';
import { benchStart } from './start.ts';

const log = openLog({ name: 'bench', level: 'error' });
const metrics = openMetrics();
const scratch = await mkdtemp(join(tmpdir(), 'constellation-bench-'));

try {
  await onEmbedded();
  await onDistributed();
  report(await benchStart(join(scratch, 'started')));
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function onEmbedded(): Promise<void> {
  await using platform = await embedded({ dataDirectory: join(scratch, 'embedded'), log, metrics });
  report(await benchHolds(platform));
  report(await benchDelivery('PostgreSQL', platform));
}

async function onDistributed(): Promise<void> {
  await using postgres = await startPostgres();
  await using nats = await startNats();
  await using redis = await startRedis();
  const urls = { databaseUrl: postgres.url, natsUrl: nats.url, redisUrl: redis.url };
  await using platform = await distributed({ ...urls, log, metrics });
  report(await benchDelivery('JetStream', platform));
}
