/** An instant from its text. */
export const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

/** How many seconds lie between an instant and what it should be. */
export const secondsFrom = (expected: string, found: Temporal.Instant | undefined): number =>
  found ? found.since(expected).abs().total('seconds') : Infinity;
