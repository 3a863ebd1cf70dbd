/** What was measured: of `value`, `text` and `flag` the one that its metric's kind needs. */
export interface Measured {
  readonly time: Temporal.Instant;
  readonly value: number | null;
  readonly text: string | null;
  readonly flag: boolean | null;
}

/** One measurement, stored. */
export interface Reading extends Measured {
  readonly metric: string;
  readonly receivedAt: Temporal.Instant;
}
