import { z } from 'zod';
import { capabilities } from './capability.ts';

const longestName = 200;

/** One line as people write it: NFC, no spaces around it, not empty. */
export const line = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'must not be empty')
      .max(longestName, `must have at most ${longestName} characters`)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line'),
  );

/** What a new device must be like. */
export const newDevice = z.object({
  name: line,
  model: line.nullish().transform((model) => model ?? null),
  venueId: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
  roomId: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
  capabilities,
});

export type NewDevice = z.input<typeof newDevice>;
