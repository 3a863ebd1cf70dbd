/** One measured figure beside what it is held against. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly beside: string;
  /** What the house promises, and whether this run kept it; left out where it promises nothing. */
  readonly promise?: string;
  readonly kept?: boolean;
}

/** Prints figures as they come, one line each. */
export function report(figures: readonly Figure[]): void {
  for (const { what, measured, beside, promise, kept } of figures) {
    const verdict = promise === undefined ? 'told  ' : kept ? 'kept  ' : 'MISSED';
    const promised = promise === undefined ? '' : `; promise: ${promise}`;
    process.stdout.write(`${verdict}  ${what}: ${measured} (${beside})${promised}\n`);
  }
}

/** A number for people: three significant digits at most. */
export const round = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
