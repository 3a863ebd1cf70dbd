import { z } from 'zod';

/** What somebody looks for, without the blanks around it. */
export const searchText = z
  .string()
  .trim()
  .max(200, 'has at most 200 characters')
  .refine((text) => !text.includes('\0'), 'has no NUL in it');
