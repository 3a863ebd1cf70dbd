import { z } from 'zod';

/** What telemetry says of a batch. */
export const verdict = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.array(z.object({ index: z.int(), code: z.string(), message: z.string() })),
});

export type Verdict = z.infer<typeof verdict>;

/** What became of the points of a request so far, by their places in the whole of it. */
export interface Tally extends Verdict {
  /** Rejected ones beyond the first thousand are counted only. */
  readonly rejectedTotal: number;
}

const mostTold = 1_000;

export const nothingDone: Tally = { accepted: 0, duplicates: 0, rejected: [], rejectedTotal: 0 };

/** How many points have got their verdict. */
export const doneBy = ({ accepted, duplicates, rejectedTotal }: Tally): number => accepted + duplicates + rejectedTotal;

/** Adds what is said of the points that come next. */
export function add(tally: Tally, { accepted, duplicates, rejected }: Verdict): Tally {
  const before = doneBy(tally);
  const placed = rejected
    .slice(0, mostTold - tally.rejected.length)
    .map((each) => ({ ...each, index: before + each.index }));
  return {
    accepted: tally.accepted + accepted,
    duplicates: tally.duplicates + duplicates,
    rejected: [...tally.rejected, ...placed],
    rejectedTotal: tally.rejectedTotal + rejected.length,
  };
}
