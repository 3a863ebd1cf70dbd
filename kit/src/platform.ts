import { streams } from '@constellation/schema';
import type { Bus } from './bus/bus.ts';
import { jetstreamBus } from './bus/jetstream.ts';
import { postgresBus } from './bus/postgres.ts';
import { type Clock, systemClock } from './clock.ts';
import type { DatabaseServer } from './database/database.ts';
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.ts';
import { postgresServer } from './database/postgres-server.ts';
import type { KeyValue } from './key-value/key-value.ts';
import { memoryKeyValue } from './key-value/memory.ts';
import { redisLocation, type Sentinels } from './key-value/redis-location.ts';
import { redisKeyValue } from './key-value/redis.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** The whole difference between one process and many. */
export interface Platform extends AsyncDisposable {
  readonly database: DatabaseServer;
  readonly bus: Bus;
  readonly keyValue: KeyValue;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface EmbeddedOptions {
  /** Everything that lasts is kept below it. */
  readonly dataDirectory: string;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock?: Clock;
  /** Settings for PostgreSQL, such as `{ fsync: 'off' }` where data need not last. */
  readonly postgresSettings?: Readonly<Record<string, string>>;
}

/** One process with nothing installed: PostgreSQL 18 of its own, the event log in it, key-value in memory. */
export async function embedded(options: EmbeddedOptions): Promise<Platform> {
  const { dataDirectory, log, metrics, clock = systemClock, postgresSettings } = options;
  await using started = new AsyncDisposableStack();
  const postgres = started.use(
    await startEmbeddedPostgres({ dataDirectory, log, ...(postgresSettings && { settings: postgresSettings }) }),
  );
  const database = started.use(postgresServer({ url: postgres.url, clock, log }));
  const bus = started.use(await postgresBus({ connection: await database.reserve('bus', busConnections), log, clock }));
  await bus.declare(streams);
  const keyValue = started.use(memoryKeyValue());
  const running = started.move();
  return { database, bus, keyValue, clock, log, metrics, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** What processes have in common that keep no data of their own. */
export type SharedPlatform = Omit<Platform, 'database'>;

export interface SharedOptions {
  readonly redisUrl: string;
  /** Who knows which Redis server is the master; of `redisUrl` only the password counts then. */
  readonly redisSentinels?: Sentinels;
  /** Addresses separated by commas. */
  readonly natsUrl: string;
  /** On how many servers of a NATS cluster each stream is kept. */
  readonly natsReplicas?: number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock?: Clock;
}

export interface DistributedOptions extends SharedOptions {
  readonly databaseUrl: string;
  /** Put before each database's name. */
  readonly databasePrefix?: string;
}

/** Many processes: PostgreSQL, NATS JetStream and Redis or Valkey that run elsewhere. */
export async function distributed({ databaseUrl, databasePrefix, ...options }: DistributedOptions): Promise<Platform> {
  await using started = new AsyncDisposableStack();
  const { bus, keyValue, clock, log, metrics } = started.use(await shared(options));
  const prefix = databasePrefix === undefined ? {} : { prefix: databasePrefix };
  const database = started.use(postgresServer({ url: databaseUrl, clock, log, ...prefix }));
  const running = started.move();
  return { database, bus, keyValue, clock, log, metrics, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** The part of it that needs no database. */
export async function shared(options: SharedOptions): Promise<SharedPlatform> {
  const { natsUrl, natsReplicas = 1, log, metrics, clock = systemClock } = options;
  await using started = new AsyncDisposableStack();
  const bus = started.use(await jetstreamBus({ servers: natsUrl, replicas: natsReplicas, log, clock }));
  await bus.declare(streams);
  const keyValue = started.use(
    await redisKeyValue({ ...redisLocation(options.redisUrl, options.redisSentinels), log }),
  );
  const running = started.move();
  return { bus, keyValue, clock, log, metrics, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const busConnections = 12;
