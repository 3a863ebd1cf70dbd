import type { Clock } from '@constellation/kit';

/** Calls back when moments come, at most a quarter of a second late. Disposing it forgets them all. */
export interface Alarms extends Disposable {
  /** `at` is in milliseconds since 1970. */
  set(at: number, ring: () => void): Disposable;
}

const lookMs = 250;

/** Opens alarms by a clock. There is one timer for all of them; it looks at none until the first of them is due. */
export function openAlarms(clock: Clock): Alarms {
  const ringsAt = new Map<number, Set<() => void>>();
  let first = Infinity;
  const look = () => {
    const now = clock.now().epochMilliseconds;
    if (now < first) return;
    const due = [...ringsAt].filter(([at]) => at <= now);
    for (const [at] of due) ringsAt.delete(at);
    first = ringsAt.keys().reduce((earliest, at) => Math.min(earliest, at), Infinity);
    for (const [, rings] of due) for (const ring of rings) ring();
  };
  const timer = setInterval(look, lookMs).unref();

  return {
    set(at, ring) {
      const rings = ringsAt.getOrInsertComputed(at, () => new Set());
      rings.add(ring);
      first = Math.min(first, at);
      return {
        [Symbol.dispose]: () => {
          rings.delete(ring);
          if (rings.size === 0 && ringsAt.get(at) === rings) ringsAt.delete(at);
        },
      };
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
