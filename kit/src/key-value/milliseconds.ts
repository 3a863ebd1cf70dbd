/** A time to live that every driver takes the same way; throws a RangeError unless it is whole and positive. */
export function wholeMilliseconds(ttlMs: number): number {
  if (Number.isSafeInteger(ttlMs) && ttlMs > 0) return ttlMs;
  throw new RangeError(`A time to live is a whole, positive number of milliseconds, not ${ttlMs}`);
}
