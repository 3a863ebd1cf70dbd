/** A line of a file that came to nothing, and why; without what stands in it. */
export interface RejectedLine {
  readonly line: number;
  /** What the other system knows them by, if that could be read. */
  readonly id: string | null;
  readonly code: string;
  readonly reason: string;
}

/** A line from which nothing can be read. */
export const malformed = (line: number, reason: string): RejectedLine => ({
  line,
  id: null,
  code: 'MALFORMED',
  reason,
});

/** A line that has not a value for each column. */
export const wrongCount = (line: number, found: number, wanted: number): RejectedLine =>
  malformed(line, `the line has ${found} values instead of ${wanted}`);
