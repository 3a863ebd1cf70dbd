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

export interface DistributedOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly natsUrl: string;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock?: Clock;
  /** Put before each database's name. */
  readonly databasePrefix?: string;
}

/** Many processes: PostgreSQL, NATS JetStream and Redis or Valkey that run elsewhere. */
export async function distributed(options: DistributedOptions): Promise<Platform> {
  const { databaseUrl, redisUrl, natsUrl, log, metrics, clock = systemClock, databasePrefix } = options;
  await using started = new AsyncDisposableStack();
  const database = started.use(
    postgresServer({ url: databaseUrl, clock, log, ...(databasePrefix !== undefined && { prefix: databasePrefix }) }),
  );
  const bus = started.use(await jetstreamBus({ servers: natsUrl, log, clock }));
  await bus.declare(streams);
  const keyValue = started.use(await redisKeyValue({ url: redisUrl, log }));
  const running = started.move();
  return { database, bus, keyValue, clock, log, metrics, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const busConnections = 12;
