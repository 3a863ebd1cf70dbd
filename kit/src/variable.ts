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

/** Those whose parts are all understood; what stands between two commas may be padded. */
const listed = <Item>(expected: string, parse: (text: string) => Item | undefined) =>
  parsed(expected, (text) => {
    const items = text.split(',').flatMap((each) => parse(each.trim()) ?? []);
    return items.length === text.split(',').length ? items : undefined;
  });

const urls = (...schemes: readonly [string, ...string[]]) =>
  listed(
    `expected URLs with ${schemes.join(' or ')}, such as ${schemes[0]}://one,${schemes[0]}://two`,
    (text) => url(...schemes).safeParse(text).data,
  );

const hostPorts = listed('expected hosts with ports, such as one:26379,two:26379', (text) => {
  const { hostname, port: number, host } = URL.parse(`tcp://${text}`) ?? {};
  if (!hostname || !number || host !== text.toLowerCase()) return undefined;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(number) };
});

const count = (least: number, most: number) =>
  parsed(`expected a whole number from ${least} to ${most}`, (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
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
  /** Several of them, separated by commas; read as a list. */
  urls,
  /** Like `one:26379,two:26379`; read as `{ host, port }`. */
  hostPorts,
  /** A whole number within bounds. */
  count,
} as const;

function parsed<Value>(expected: string, parse: (text: string) => Value | undefined) {
  return z.string({ error: expected }).transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}
