import { streams } from '@constellation/schema';
import { postgresBus } from '../bus/postgres.ts';
import { MovableClock } from '../clock.ts';
import { newId } from '../identifier.ts';
import { memoryKeyValue } from '../key-value/memory.ts';
import { openLog } from '../log.ts';
import { openMetrics } from '../metrics.ts';
import { distributed, type Platform } from '../platform.ts';
import { copyingServer, declared } from './copying-server.ts';
import { type PrivateNats, startNats } from './nats-server.ts';
import { type PrivateRedis, startRedis } from './redis-server.ts';
import { copyTemplate, dropDatabases } from './templates.ts';

/** The two ways to run; every behaviour is the same on both. */
export const platformKinds = ['embedded', 'distributed'] as const;
export type PlatformKind = (typeof platformKinds)[number];

/** A platform of one test's own, with a clock that the test moves. */
export interface TestPlatform extends Platform {
  readonly clock: MovableClock;
  /** The servers of a distributed one. */
  readonly redis?: PrivateRedis;
  readonly nats?: PrivateNats;
}

/**
 * Opens a platform with the drivers of either kind. Its databases lie on a shared server under names of their own; the
 * embedded kind differs from `embedded()` in this alone. Distributed tests get private NATS and Redis servers.
 */
export async function testPlatform(kind: PlatformKind, postgresUrl: string): Promise<TestPlatform> {
  await using started = new AsyncDisposableStack();
  const clock = new MovableClock();
  const log = openLog({ name: 'test', level: 'fatal' });
  const open: Open = kind === 'embedded' ? openEmbedded : openDistributed;
  const prefix = `test_${newId().slice(-12)}_`;
  started.defer(() => dropDatabases(postgresUrl, prefix));
  const platform = await open(started, { postgresUrl, prefix, clock, log });
  const running = started.move();
  return { ...platform, clock, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

interface Parts {
  readonly postgresUrl: string;
  readonly prefix: string;
  readonly clock: MovableClock;
  readonly log: Platform['log'];
}

type Servers = Pick<TestPlatform, 'redis' | 'nats'>;
type Open = (started: AsyncDisposableStack, parts: Parts) => Promise<Platform & Servers>;

async function openEmbedded(
  started: AsyncDisposableStack,
  { postgresUrl, prefix, clock, log }: Parts,
): Promise<Platform> {
  const database = started.use(copyingServer({ url: postgresUrl, prefix, clock, log }));
  await copyTemplate(postgresUrl, `${prefix}bus`, declared);
  const bus = started.use(await postgresBus({ connection: await database.reserve('bus', 9), log, clock }));
  await bus.declare(streams);
  const keyValue = started.use(memoryKeyValue());
  return { database, bus, keyValue, clock, log, metrics: openMetrics(), [Symbol.asyncDispose]: async () => {} };
}

async function openDistributed(
  started: AsyncDisposableStack,
  { postgresUrl, prefix, clock, log }: Parts,
): Promise<Platform & Servers> {
  const nats = started.use(await startNats());
  const redis = started.use(await startRedis());
  const urls = { databaseUrl: postgresUrl, natsUrl: nats.url, redisUrl: redis.url };
  const options = { ...urls, databasePrefix: prefix, clock, log, metrics: openMetrics() };
  const database = copyingServer({ url: postgresUrl, prefix, clock, log });
  return { ...started.use(await distributed(options)), database, redis, nats };
}
