import { ExpiringMap } from './expiring-map.ts';
import type { KeyValue } from './key-value.ts';
import { Listeners } from './listeners.ts';
import { wholeMilliseconds } from './milliseconds.ts';

/** The store of a single process: nothing to install, gone when the process ends. */
export function memoryKeyValue(): KeyValue {
  return new MemoryKeyValue();
}

// Every command does its work before it first waits, so none can see another half done.
class MemoryKeyValue implements KeyValue {
  readonly #entries = new ExpiringMap();
  readonly #listeners = new Listeners();

  async get(key: string): Promise<string | undefined> {
    return this.#entries.get(key);
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    this.#entries.set(key, value, wholeMilliseconds(ttlMs));
  }

  async takeIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    const ttl = wholeMilliseconds(ttlMs);
    if (this.#entries.get(key) !== undefined) return false;
    this.#entries.set(key, value, ttl);
    return true;
  }

  async compareAndDelete(key: string, value: string): Promise<boolean> {
    if (this.#entries.get(key) !== value) return false;
    this.#entries.delete(key);
    return true;
  }

  async increment(key: string, by: number, ttlMs: number): Promise<number> {
    const ttl = wholeMilliseconds(ttlMs);
    const total = Number(this.#entries.get(key) ?? 0) + by;
    if (!Number.isSafeInteger(total)) throw new RangeError(`The value of ${key} is not an integer`);
    if (!this.#entries.replace(key, String(total))) this.#entries.set(key, String(total), ttl);
    return total;
  }

  async holdAll(keys: readonly string[], owner: string, ttlMs: number): Promise<boolean> {
    const ttl = wholeMilliseconds(ttlMs);
    const free = keys.every((key) => (this.#entries.get(key) ?? owner) === owner);
    if (free) for (const key of keys) this.#entries.set(key, owner, ttl);
    return free;
  }

  async releaseAll(keys: readonly string[], owner: string): Promise<void> {
    for (const key of keys) if (this.#entries.get(key) === owner) this.#entries.delete(key);
  }

  async publish(channel: string, message: string): Promise<void> {
    queueMicrotask(() => this.#listeners.tell(channel, message));
  }

  async subscribe(channel: string, listener: (message: string) => void): Promise<AsyncDisposable> {
    const remove = this.#listeners.add(channel, listener);
    return { [Symbol.asyncDispose]: async () => void remove() };
  }

  async ping(): Promise<void> {}

  async [Symbol.asyncDispose](): Promise<void> {
    this.#entries.clear();
    this.#listeners.clear();
  }
}
