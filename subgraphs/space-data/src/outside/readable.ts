import { z } from 'zod';
import type { TellPassedOver } from './source.ts';
import { UpstreamFailure } from './upstream-failure.ts';

/** What could be read of a list. */
export interface Readable<Entry> {
  readonly count: number;
  readonly read: readonly Entry[];
  readonly passedOver: number;
}

/** A list of which every entry that cannot be read is passed over: one of them keeps out no other, and what was kept of it stays. */
export const passingOver = <Entry>(entry: z.ZodType<Entry>) =>
  z
    .unknown()
    .array()
    .transform((given): Readable<Entry> => {
      const read = given.flatMap((each) => {
        const { success, data } = entry.safeParse(each);
        return success ? [data] : [];
      });
      return { count: given.length, read, passedOver: given.length - read.length };
    });

/** The same, where a list of which nothing can be read is refused: for whoever is asked one question. */
export const someReadable = <Entry>(entry: z.ZodType<Entry>) =>
  passingOver(entry).refine(({ read }) => read.length > 0);

/** The lists of one asking, counted together: one that has but odd entries keeps out none after it. */
export interface Tally {
  /** What could be read of one more. */
  take<Entry>(list: Readable<Entry>): readonly Entry[];
  /**
   * Ends the asking.
   * @throws UpstreamFailure UPSTREAM_MALFORMED where there were entries, and none could be read
   */
  end(): void;
}

/** Begins to count what cannot be read, and tells it. */
export function openTally(passOver: TellPassedOver): Tally {
  let [count, read] = [0, 0];
  return {
    take: (list) => {
      count += list.count;
      read += list.read.length;
      passOver(list.passedOver);
      return list.read;
    },
    end: () => {
      if (count > 0 && read === 0) throw new UpstreamFailure('UPSTREAM_MALFORMED');
    },
  };
}
