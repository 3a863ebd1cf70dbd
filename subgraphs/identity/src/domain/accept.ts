import { Refusal } from '@constellation/kit/refusal';
import type { z } from 'zod';

/**
 * Checks a mutation's arguments against their rules and gives them back tidied.
 * @throws Refusal INVALID_INPUT that leads to the first value that breaks a rule.
 */
export function accept<Rules extends z.ZodType>(rules: Rules, given: z.input<Rules>): z.output<Rules> {
  const { success, data, error } = rules.safeParse(given);
  if (success) return data;
  const [issue] = error.issues;
  throw invalid(issue?.message ?? 'is refused', ...(issue?.path ?? []).map(String));
}

/** A refusal of one value; `message` says what it must be, `path` leads to it. */
export const invalid = (message: string, ...path: readonly string[]): Refusal =>
  new Refusal('INVALID_INPUT', `${path.join('.')} ${message}`, { path });
