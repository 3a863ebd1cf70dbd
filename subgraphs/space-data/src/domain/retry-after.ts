const httpDate = /^[A-Z][a-z]{2,8}, .* GMT$/;

/** When an HTTP date is, such as `Sun, 06 Nov 1994 08:49:37 GMT`; undefined of anything else. */
function readHttpDate(text: string | null): number | undefined {
  const milliseconds = text !== null && httpDate.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/**
 * In how many seconds somebody wants to be asked again, who says so in seconds or by a date; undefined where that is neither. A date
 * is compared with the time of who told it, as clocks differ, and with ours only where that is not told.
 */
export function secondsToRetry(
  retryAfter: string | null,
  toldAt: string | null,
  now: () => Temporal.Instant,
): number | undefined {
  if (retryAfter !== null && /^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const until = readHttpDate(retryAfter);
  if (until === undefined) return undefined;
  return Math.max(0, Math.ceil((until - (readHttpDate(toldAt) ?? now().epochMilliseconds)) / 1_000));
}
