import { z } from 'zod';

/** One line as people write it: NFC, no spaces around it, not empty; at most `longest` UTF-16 units. */
export const line = (longest: number) =>
  text(longest).regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line with no control characters');

/** The same in several lines. */
export const prose = (longest: number) =>
  text(longest).regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, 'must have no control characters');

/** A whole number within a range, both ends included. */
export const whole = (least: number, most: number) => between(least, most).int('must be a whole number');

/** A number within a range, both ends included. */
export const between = (least: number, most: number) => {
  const expected = `must be from ${least} to ${most}`;
  return z.number(expected).min(least, expected).max(most, expected);
};

/** A wall-clock time to the minute. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a wall-clock time such as 19:30');

/** For what is created: left out and null both mean that there is none. */
export const optional = <Rule extends z.ZodType>(rule: Rule) => rule.nullish().transform((value) => value ?? null);

/** For what is changed: left out means unchanged, null means that there is none any more. */
export const clearable = <Rule extends z.ZodType>(rule: Rule) => rule.nullable().exactOptional();

/** A list of so many entries. */
export const list = <Rule extends z.ZodType>(
  rule: Rule,
  { least = 0, most }: { readonly least?: number; readonly most: number },
) => {
  const expected = `must have ${least} to ${most} entries`;
  return z.array(rule).min(least, expected).max(most, expected).readonly();
};

function text(longest: number) {
  const expected = `must have 1 to ${longest} characters`;
  return z.string().normalize().trim().min(1, expected).max(longest, expected);
}
