import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const port = parsed('expected a port from 0 to 65535, such as 4000', (text) => {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return number <= 65_535 ? number : undefined;
});

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const durationMs = parsed('expected a duration in ms, s, m, h or d, such as 30s', (text) => {
  const { amount, unit = '' } = /^(?<amount>\d{1,9})(?<unit>ms|s|m|h|d)$/.exec(text)?.groups ?? {};
  const unitMs = unitsMs[unit];
  return unitMs === undefined ? undefined : Number(amount) * unitMs;
});

const directory = parsed('expected a directory, or a path where one can be made, such as .data', (text) => {
  const path = resolve(text);
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false ? undefined : path;
});

const boolean = z.stringbool({
  truthy: ['true', '1', 'yes', 'on'],
  falsy: ['false', '0', 'no', 'off'],
  error: 'expected true or false',
});

const url = (...schemes: readonly [string, ...string[]]) =>
  z.url({
    protocol: new RegExp(`^(${schemes.join('|')})$`),
    error: `expected a URL with ${schemes.join(' or ')}, such as ${schemes[0]}://localhost`,
  });

/** Ready-made schemas for `parseEnvironment`; each takes `.default()`, `.optional()` and `.describe()`. */
export const variable = {
  port,
  /** Written like `500ms`, `30s` or `2h`; read as milliseconds. */
  durationMs,
  /** Read as an absolute path; it need not exist yet. */
  directory,
  boolean,
  /** A URL with one of the schemes, such as `url('redis', 'rediss')`. */
  url,
} as const;

function parsed<Value>(expected: string, parse: (text: string) => Value | undefined) {
  return z.string({ error: expected }).transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}
