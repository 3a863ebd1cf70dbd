import { readFileSync } from 'node:fs';
import config from '../../../oxlint.config.ts';
import { nameComplaints } from './names.ts';
import { findings, ruleOf } from './oxlint.ts';
import { sourceFiles } from './source-files.ts';
import { clockComplaints } from './sql.ts';

const canary = 'infra/canary';

/** The rules that a file says it breaks: `path:line rule` for every name after `breaks` in a line's last comment. */
export function announced(path: string, source: string): string[] {
  return source.split('\n').flatMap((line, index) => {
    const [, rules = ''] = /(?:\/\/|--) ?(?:@ts-ignore )?breaks (.+)$/.exec(line) ?? [];
    return rules.split(' ').flatMap((rule) => (rule ? [`${path}:${index + 1} ${rule}`] : []));
  });
}

/** What became of the rules: those that no longer fire, and findings that nobody announced. */
export function compare(expected: readonly string[], actual: readonly string[]): string[] {
  const [wanted, found] = [new Set(expected), new Set(actual)];
  return [
    ...[...wanted.difference(found)].map((place) => `no longer fires: ${place}`),
    ...[...found.difference(wanted)].map((place) => `fires unannounced: ${place}`),
  ];
}

/** The rules that the configuration names and wants; each needs a line in the canary. */
function configuredRules(): string[] {
  const settings = [config.rules, ...(config.overrides ?? []).map(({ rules }) => rules)].flatMap((rules) =>
    Object.entries(rules ?? {}),
  );
  return settings.filter(([, setting]) => setting !== 'off').map(([rule]) => rule);
}

/** Shows that every rule of the house still bites: on the canary, a small house in which each is broken. */
export async function canaryComplaints(): Promise<string[]> {
  const paths = sourceFiles(canary, ['ts', 'sql']);
  const sources = paths.map((path) => ({ path, source: readFileSync(`${canary}/${path}`, 'utf8') }));
  const expected = sources.flatMap(({ path, source }) => announced(path, source));
  const linted = await findings('-c', `${canary}/canary.config.ts`, canary);
  const actual = [
    ...linted.map(
      (finding) => `${finding.filename.slice(canary.length + 1)}:${finding.labels[0]?.span.line} ${ruleOf(finding)}`,
    ),
    ...paths.flatMap((path) => nameComplaints(path).map(() => `${path}:1 names`)),
    ...sources.flatMap(({ path, source }) =>
      (path.endsWith('.sql') ? clockComplaints(path, source) : []).map((place) => `${place} clock-in-sql`),
    ),
  ];
  const covered = new Set(expected.map((place) => place.split(' ')[1]));
  const uncovered = configuredRules().filter((rule) => !covered.has(rule));
  return [...uncovered.map((rule) => `no line of the canary breaks ${rule}`), ...compare(expected, actual)];
}
