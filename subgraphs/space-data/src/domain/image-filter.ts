import { z } from 'zod';
import { instrumentOf, programOf, suffixOf } from './image-words.ts';

const word = z
  .string()
  .trim()
  .max(50, 'has at most 50 characters')
  .refine((text) => !text.includes('\0'), 'has no NUL in it');

/** Which images a list has: those that fit all that is given, however it is written. */
export const imageFilter = z.object({
  program: word.transform(programOf).nullish(),
  instrument: word.transform(instrumentOf).nullish(),
  suffix: word.transform(suffixOf).nullish(),
});

export type ImageFilter = z.output<typeof imageFilter>;
