/** One measured figure beside what it is held against. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly beside: string;
  /** What the house promises, and whether this run kept it. */
  readonly promise: string;
  readonly kept: boolean;
}

/** Prints figures as they come, one line each. */
export function report(figures: readonly Figure[]): void {
  for (const { what, measured, beside, promise, kept } of figures) {
    process.stdout.write(`${kept ? 'kept  ' : 'MISSED'}  ${what}: ${measured} (${beside}); promise: ${promise}\n`);
  }
}

/** A number for people: three significant digits at most. */
export const round = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
