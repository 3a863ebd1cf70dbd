import type { Log } from '../log.ts';
import type { KeyValue } from './key-value.ts';
import { Listeners } from './listeners.ts';
import { wholeMilliseconds } from './milliseconds.ts';
import { type Connection, connect, disconnect } from './redis-connection.ts';
import type { RedisLocation } from './redis-location.ts';

/** Which server, and where its outages are logged. */
export type RedisKeyValueOptions = RedisLocation & { readonly log: Log };

/**
 * The store that processes share, on Redis or Valkey from 6 on. Starts without a server too and connects when there
 * is one; while there is none every command fails at once, and on a silent one after a second. Subscriptions come
 * back with the connection; what was published in between is lost.
 */
export async function redisKeyValue({ log, ...location }: RedisKeyValueOptions): Promise<KeyValue> {
  const [commands, subscriber] = await Promise.all([
    connect(location, 'constellation', log),
    connect(location, 'constellation-subscriber', log),
  ]);
  return new RedisKeyValue(commands, subscriber, log);
}

class RedisKeyValue implements KeyValue {
  readonly #redis: Connection;
  readonly #subscriber: Connection;
  readonly #listeners = new Listeners();
  readonly #log: Log;

  constructor(redis: Connection, subscriber: Connection, log: Log) {
    this.#redis = redis;
    this.#subscriber = subscriber;
    this.#log = log;
    subscriber.on('message', (channel, message) => this.#listeners.tell(channel, message));
    subscriber.on('ready', () => void this.#resubscribe());
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#redis.get(key)) ?? undefined;
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    await this.#redis.set(key, value, 'PX', wholeMilliseconds(ttlMs));
  }

  async takeIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    return (await this.#redis.set(key, value, 'PX', wholeMilliseconds(ttlMs), 'NX')) === 'OK';
  }

  async compareAndDelete(key: string, value: string): Promise<boolean> {
    return (await this.#redis.compareAndDelete(key, value)) === 1;
  }

  async increment(key: string, by: number, ttlMs: number): Promise<number> {
    return this.#redis.count(key, by, wholeMilliseconds(ttlMs));
  }

  async holdAll(keys: readonly string[], owner: string, ttlMs: number): Promise<boolean> {
    return (await this.#redis.holdAll(keys.length, ...keys, owner, wholeMilliseconds(ttlMs))) === 1;
  }

  async releaseAll(keys: readonly string[], owner: string): Promise<void> {
    await this.#redis.releaseAll(keys.length, ...keys, owner);
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.#redis.publish(channel, message);
  }

  async subscribe(channel: string, listener: (message: string) => void): Promise<AsyncDisposable> {
    const remove = this.#listeners.add(channel, listener);
    try {
      await this.#subscriber.subscribe(channel);
    } catch (error) {
      remove();
      throw error;
    }
    return {
      [Symbol.asyncDispose]: async () => {
        if (remove()) await this.#unsubscribe(channel);
      },
    };
  }

  async ping(): Promise<void> {
    await Promise.all([this.#redis.ping(), this.#subscriber.ping()]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear();
    await Promise.all([disconnect(this.#redis), disconnect(this.#subscriber)]);
  }

  async #resubscribe(): Promise<void> {
    const { channels } = this.#listeners;
    if (channels.length === 0) return;
    try {
      await this.#subscriber.subscribe(...channels);
    } catch (error) {
      this.#log.warn({ err: error, channels }, 'redis did not take the subscriptions back');
    }
  }

  /** A channel that nobody listens to any more costs only bandwidth. */
  async #unsubscribe(channel: string): Promise<void> {
    await this.#subscriber
      .unsubscribe(channel)
      .catch((error) => this.#log.debug({ err: error, channel }, 'still subscribed'));
  }
}
