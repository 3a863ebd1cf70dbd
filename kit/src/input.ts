import { z } from 'zod';
import { Refusal } from './refusal.ts';

/**
 * Checks a mutation's input against its rules and gives it back tidied.
 * @throws Refusal INVALID_INPUT that leads to the first value that breaks a rule.
 */
export function accept<Rules extends z.ZodType>(rules: Rules, input: z.input<Rules>): z.output<Rules> {
  const { success, data, error } = rules.safeParse(input);
  if (success) return data;
  const { message, path } = firstIssue(error);
  throw invalid(message, ...path);
}

/**
 * The same for an argument of a query, which fails instead of giving reasons in a payload.
 * @throws Refusal BAD_USER_INPUT that leads to the first value that breaks a rule, from the argument's name on.
 */
export function acceptArgument<Rules extends z.ZodType>(
  rules: Rules,
  name: string,
  value: z.input<Rules>,
): z.output<Rules> {
  const { success, data, error } = rules.safeParse(value);
  if (success) return data;
  const { message, path } = firstIssue(error);
  throw new Refusal('BAD_USER_INPUT', `${[name, ...path].join('.')} ${message}`, { path: [name, ...path] });
}

/** A refusal of one value of the input: `message` says what that value must be, `path` leads to it from the input on. */
export function invalid(message: string, ...path: readonly string[]): Refusal {
  return new Refusal('INVALID_INPUT', `${path.join('.')} ${message}`, { path: ['input', ...path] });
}

function firstIssue({ issues: [issue] }: z.ZodError) {
  const { path = [], message = 'is refused' } = issue ?? {};
  return { message, path: path.map(String) };
}

/** For what is changed: left out means unchanged; there is nothing to clear. */
export const kept = <Rule extends z.ZodType>(rule: Rule) =>
  rule
    .nullable()
    .transform((value, context) => {
      if (value !== null) return value;
      context.addIssue({ code: 'custom', message: 'cannot be cleared; leave it out instead' });
      return z.NEVER;
    })
    .exactOptional();
