import type { Clock } from '@constellation/kit';

/** Values that count for a while, each set later to end later; those that have ended are forgotten. */
export interface RecentValues<Value> {
  get(key: string): Value | undefined;
  /** `until` is in milliseconds since 1970. */
  set(key: string, value: Value, until: number): void;
}

export function recentValues<Value>(clock: Clock): RecentValues<Value> {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get: (key) => kept.get(key)?.value,
    set: (key, value, until) => {
      kept.delete(key);
      kept.set(key, { value, until });
      const now = clock.now().epochMilliseconds;
      for (const [oldest, entry] of kept) {
        if (entry.until >= now) return;
        kept.delete(oldest);
      }
    },
  };
}
