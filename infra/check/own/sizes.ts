/** How long things may be: half of them, nine of ten of them, and each. */
export interface Limits {
  readonly half?: number;
  readonly most: number;
}

/** The house's statistics; that no single file or function is too long is oxlint's to say. */
export const fileLimits: Limits = { half: 60, most: 180 };
export const functionLimits: Limits = { most: 30 };

/** The smallest of the sizes that a share of all sizes does not exceed; 0 when there are none. */
export function quantile(sizes: readonly number[], share: number): number {
  const sorted = sizes.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** What is wrong with many sizes taken together. */
export function sizeComplaints(what: string, sizes: readonly number[], { half, most }: Limits): string[] {
  const [median, ninth] = [quantile(sizes, 0.5), quantile(sizes, 0.9)];
  return [
    ...(half !== undefined && median > half
      ? [`half of all ${what} are longer than ${half} lines: the median is ${median}`]
      : []),
    ...(ninth > most
      ? [`more than a tenth of all ${what} are longer than ${most} lines: the 90th percentile is ${ninth}`]
      : []),
  ];
}
