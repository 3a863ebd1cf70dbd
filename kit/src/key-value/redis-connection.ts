import { once } from 'node:events';
import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../log.ts';
import type { RedisLocation } from './redis-location.ts';
import { type Scripts, scripts } from './redis-scripts.ts';

/** One connection that knows our scripts. */
export type Connection = Redis & Scripts;

const commandTimeoutMs = 1_000;
const connectTimeoutMs = 3_000;

/** Random, so that processes do not come back in step; never longer than two seconds. */
const backOffMs = (attempt: number) => Math.round(Math.random() * Math.min(2_000, 50 * 2 ** attempt));

/**
 * Without a connection every command fails at once, and none is ever sent twice: a repeated take would find the key
 * taken by itself.
 */
const options = {
  commandTimeout: commandTimeoutMs,
  connectTimeout: connectTimeoutMs,
  socketTimeout: 5 * commandTimeoutMs,
  disconnectTimeout: 500,
  keepAlive: 5_000,
  retryStrategy: backOffMs,
  reconnectOnError: ({ message }: Error) => message.startsWith('READONLY'),
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  autoResubscribe: false,
  scripts,
} satisfies RedisOptions;

function client(location: RedisLocation, connectionName: string): Connection {
  if ('url' in location) return new Redis(location.url, { ...options, connectionName }) as Connection;
  const { sentinels, masterName, password } = location;
  return new Redis({
    ...options,
    connectionName,
    sentinels: [...sentinels],
    name: masterName,
    ...(password !== undefined && { password }),
    sentinelCommandTimeout: commandTimeoutMs,
    sentinelRetryStrategy: backOffMs,
    sentinelReconnectStrategy: () => 10_000,
    failoverDetector: true,
  }) as Connection;
}

/** Resolves when connected, or else when the first attempt has failed: trying goes on until it is closed. */
export async function connect(location: RedisLocation, name: string, log: Log): Promise<Connection> {
  const redis = client(location, name);
  redis.on('error', (error) => log.warn({ err: error, connection: name }, 'redis is out of reach'));
  redis.on('ready', () => log.debug({ connection: name }, 'redis is connected'));
  redis.on('end', comeBack);
  try {
    await once(redis, 'ready', { signal: AbortSignal.timeout(connectTimeoutMs) });
  } catch {
    log.warn({ connection: name }, 'going on without redis until it answers');
  }
  return redis;
}

/**
 * ioredis ends a connection for good when a sentinel tells of another master in the very moment in which it asks for one:
 * whoever watches for that is of the connection before, and closes the one that is being made.
 */
function comeBack(this: Redis): void {
  this.connect().catch(() => {});
}

/** Waits for the commands under way; a connection that is down just ends, and so do those to the sentinels. */
export async function disconnect(redis: Connection): Promise<void> {
  redis.off('end', comeBack);
  await redis.quit().catch(() => undefined);
  redis.disconnect();
}
