import { z } from 'zod';

/** A number, or the text of one, as some publish them; nothing else, as an absent value is not zero. */
export const writtenNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i)
      .transform(Number),
  ])
  .pipe(z.number());
