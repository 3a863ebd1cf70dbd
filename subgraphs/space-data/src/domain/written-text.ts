import { z } from 'zod';

/** Text as others write it, on one line, without what a database cannot keep. */
export const writtenText = z.string().transform((text) =>
  text
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim(),
);
