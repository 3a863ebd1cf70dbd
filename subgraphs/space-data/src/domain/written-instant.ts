import { readWrittenInstant } from '@constellation/kit/written-instant';
import { z } from 'zod';

/** An instant as text, in UTC where it does not say otherwise. */
export const writtenInstant = z.string().transform((text, context) => {
  const instant = readWrittenInstant(text);
  if (instant) return instant;
  context.addIssue({ code: 'custom', message: 'expected an instant' });
  return z.NEVER;
});
