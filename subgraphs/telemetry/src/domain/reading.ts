/**
 * One measurement, stored: of `value`, `text` and `flag` the one that its metric's kind needs. Its times are RFC 3339 in UTC, as
 * hundreds are shown and none is reckoned with.
 */
export interface Reading {
  readonly metric: string;
  readonly time: string;
  readonly value: number | null;
  readonly text: string | null;
  readonly flag: boolean | null;
  readonly receivedAt: string;
}
