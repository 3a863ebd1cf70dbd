/** A line of a file that came to nothing, and why; without what stands in it. */
export interface RejectedLine {
  readonly line: number;
  /** What the other system knows somebody by, if that could be read. */
  readonly id: string | null;
  readonly code: string;
  readonly reason: string;
}
