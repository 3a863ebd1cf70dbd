/**
 * A subject pattern as a regular expression that JavaScript and PostgreSQL read alike: `*` stands for one token, a
 * last `>` for one or more.
 */
export const patternSource = (pattern: string): string =>
  `^${pattern
    .split('.')
    .map((token) => wildcards[token] ?? token.replaceAll(/[^A-Za-z0-9_-]/g, String.raw`\$&`))
    .join(String.raw`\.`)}$`;

const wildcards: Readonly<Record<string, string>> = { '*': '[^.]+', '>': '.+' };
