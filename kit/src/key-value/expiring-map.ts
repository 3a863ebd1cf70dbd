interface Entry {
  readonly value: string;
  readonly endsAt: number;
}

const smallestSweep = 1_000;

/** Strings that end by themselves. Needs no timer: ended entries go when they are looked at or when the map has doubled. */
export class ExpiringMap {
  readonly #entries = new Map<string, Entry>();
  #sweepAt = smallestSweep;

  /** Entries held, the ended ones that were not swept yet included. */
  get size(): number {
    return this.#entries.size;
  }

  get(key: string): string | undefined {
    return this.#living(key)?.value;
  }

  set(key: string, value: string, ttlMs: number): void {
    this.#put(key, { value, endsAt: performance.now() + ttlMs });
  }

  /** Gives a living entry another value and leaves its end where it is; false when there is none. */
  replace(key: string, value: string): boolean {
    const entry = this.#living(key);
    if (entry) this.#entries.set(key, { ...entry, value });
    return entry !== undefined;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  #living(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.endsAt > performance.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #put(key: string, entry: Entry): void {
    if (this.#entries.size >= this.#sweepAt) this.#sweep();
    this.#entries.set(key, entry);
  }

  #sweep(): void {
    const now = performance.now();
    for (const [key, { endsAt }] of this.#entries) if (endsAt <= now) this.#entries.delete(key);
    this.#sweepAt = Math.max(smallestSweep, this.#entries.size * 2);
  }
}
