/** What keys look like, by whom they are good with. Those of NASA have nothing of their own but their length. */
const keys: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a private key in JSON', /"kty"[^}]*"d"\s*:\s*"[\w-]{20,}"/],
  ['a key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a token of GitHub', /\b(?:gh[oprsu]_[0-9A-Za-z]{30,}|github_pat_\w{30,})/],
  ['a token of npm', /\bnpm_[0-9A-Za-z]{30,}/],
  ['a key of Google', /\bAIza[\w-]{35}/],
  ['a token of Slack', /\bxox[abprs]-[\w-]{10,}/],
  ['a key of Stripe', /\b[rs]k_live_[0-9A-Za-z]{10,}/],
  ['a JSON web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/],
  ['a key of api.nasa.gov', /(?<![\w+/-])(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[0-9A-Za-z]{40}(?![\w+/=-])/],
];

/** A setting or an address with a password written out. Code is left alone: its tests have passwords of their own. */
const written: readonly (readonly [what: string, shape: RegExp])[] = [
  [
    'a secret in a setting',
    /(?<![\w{])[A-Z][A-Z\d_]*(?:PASSWORD|SECRET|TOKEN|KEY)["']?\s*[:=]\s*["']?(?<value>[^\s"'$,}/][^\s"',}]*)/,
  ],
  ['a password in an address', /[a-z]:\/\/[^\s/:@]+:(?<value>[^\s/:@$][^\s/@]*)@/],
];

/** Secrets of nothing: what a run of CI makes up for servers that end with it. */
const known: ReadonlySet<string | undefined> = new Set(['only-for-this-run']);

/** The lines of a file that have in them what looks like a secret. */
export function secretComplaints(path: string, source: string): string[] {
  const shapes = path.endsWith('.ts') ? keys : [...keys, ...written];
  return source.split('\n').flatMap((line, index) =>
    shapes.flatMap(([what, shape]) => {
      const found = shape.exec(line);
      return found && !known.has(found.groups?.['value']) ? [`${path}:${index + 1} looks like ${what}`] : [];
    }),
  );
}
