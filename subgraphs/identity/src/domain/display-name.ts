import { z } from 'zod';

/** What people, partners and keys are called, tidied. */
export const displayName = z
  .string()
  .normalize()
  .trim()
  .min(1, 'must have 1 to 200 characters')
  .max(200, 'must have 1 to 200 characters')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line with no control characters');
