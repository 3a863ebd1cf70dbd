import { z } from 'zod';

/**
 * A list of which every entry that cannot be read is passed over: one of them keeps out no other, and what was kept of it stays. A
 * list of nothing else is refused.
 */
export const readable = <Entry>(entry: z.ZodType<Entry>) =>
  z
    .unknown()
    .array()
    .transform((given) => ({
      count: given.length,
      read: given.flatMap((each) => {
        const { success, data } = entry.safeParse(each);
        return success ? [data] : [];
      }),
    }))
    .refine(({ count, read }) => count === 0 || read.length > 0);
