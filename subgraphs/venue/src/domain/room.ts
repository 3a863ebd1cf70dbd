import { z } from 'zod';
import { line } from './rules.ts';

const longestSide = 1_000;
const metres = z
  .number()
  .positive('must be more than 0 metres')
  .max(longestSide, `must be at most ${longestSide} metres`);

/** What a new room must be like. */
export const newRoom = z.object({
  venueId: z.string(),
  name: line(200),
  width: metres.default(20),
  height: metres.default(20),
});

export type NewRoom = z.input<typeof newRoom>;
