import { Refusal } from '@constellation/kit/refusal';
import type { z } from 'zod';

/**
 * Checks a mutation's input against its rules and gives it back tidied.
 * @throws Refusal INVALID_INPUT that leads to the first value that breaks a rule.
 */
export function accept<Rules extends z.ZodType>(rules: Rules, input: z.input<Rules>): z.output<Rules> {
  const { success, data, error } = rules.safeParse(input);
  if (success) return data;
  const { path = [], message = 'is refused' } = error.issues[0] ?? {};
  throw invalid(message, ...path.map(String));
}

/** A refusal of one value of the input: `message` says what that value must be, `path` leads to it from the input on. */
export function invalid(message: string, ...path: readonly string[]): Refusal {
  return new Refusal('INVALID_INPUT', `${path.join('.')} ${message}`, { path: ['input', ...path] });
}
