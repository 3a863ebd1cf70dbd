/** Fast shared memory, never an authority: losing all of it costs speed, not correctness. */
export interface KeyValue extends AsyncDisposable {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Takes a key that nobody holds; false when it is taken. */
  takeIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>;
  /** Deletes the key only while it still has this value. */
  compareAndDelete(key: string, value: string): Promise<boolean>;
  /** Adds to a counter, which begins at 0 and ends `ttlMs` after its first addition; returns the new value. */
  increment(key: string, by: number, ttlMs: number): Promise<number>;
  /** Takes all keys for one owner or none; keys that the owner already holds count as free. */
  holdAll(keys: readonly string[], owner: string, ttlMs: number): Promise<boolean>;
  /** Gives back those of the keys that the owner still holds. */
  releaseAll(keys: readonly string[], owner: string): Promise<void>;
  /** Tells whoever listens right now; nobody listening is fine. */
  publish(channel: string, message: string): Promise<void>;
  /** Calls back for each message until disposed. */
  subscribe(channel: string, listener: (message: string) => void): Promise<AsyncDisposable>;
  /** Resolves when the store answers. */
  ping(): Promise<void>;
}
