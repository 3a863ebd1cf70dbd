import { z } from 'zod';

/** Text of others as it can be kept: without what no database takes, without blanks around it, cut where it is longer than so many characters. */
export const keptText = (longest: number) =>
  z.string().transform((text) => text.replaceAll('\0', '').trim().slice(0, longest).toWellFormed());
