/** How many things held and how many did not. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
});

/** The last line of every test run. */
export const totalLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`;

/** 1 when something failed or nothing ran, 2 when only the embedded half ran, else 0. */
export function exitCodeOf({ passed, failed }: Tally, incomplete: boolean): number {
  if (failed > 0 || passed === 0) return 1;
  return incomplete ? 2 : 0;
}
