import { Refusal } from '@constellation/kit';
import type { z } from 'zod';

/**
 * Checks a mutation's input against its rules and gives it back tidied.
 * @throws Refusal INVALID_INPUT that leads to the first value breaking a rule.
 */
export function accept<Rules extends z.ZodType>(rules: Rules, input: unknown): z.output<Rules> {
  const { data, error } = rules.safeParse(input);
  const issue = error?.issues[0];
  if (!issue) return data as z.output<Rules>;
  const path = ['input', ...issue.path.map(String)];
  throw new Refusal('INVALID_INPUT', `${path.join('.')} ${issue.message}`, { path });
}
