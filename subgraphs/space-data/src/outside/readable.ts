import { z } from 'zod';

/** A list of which every entry that cannot be read is passed over: one of them keeps out no other, and what was kept of it stays. */
export const passingOver = <Entry>(entry: z.ZodType<Entry>) =>
  z
    .unknown()
    .array()
    .transform((given) => {
      const read = given.flatMap((each) => {
        const { success, data } = entry.safeParse(each);
        return success ? [data] : [];
      });
      return { count: given.length, read, passedOver: given.length - read.length };
    });

/** The same, where a list of nothing else is refused. */
export const readable = <Entry>(entry: z.ZodType<Entry>) =>
  passingOver(entry).refine(({ count, read }) => count === 0 || read.length > 0);

/** The same, where an empty list is refused, too. */
export const someReadable = <Entry>(entry: z.ZodType<Entry>) =>
  passingOver(entry).refine(({ read }) => read.length > 0);
