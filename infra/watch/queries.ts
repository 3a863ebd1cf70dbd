import { readFileSync } from 'node:fs';
import * as yaml from 'yaml';

/** One expression in Prometheus' language and where it stands. */
export interface Query {
  readonly place: string;
  readonly expression: string;
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets?: readonly { readonly datasource: { readonly uid: string }; readonly expr: string }[];
  }[];
}

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: { readonly summary: string };
    }[];
  }[];
}

export const readDashboard = (path: string): Dashboard => JSON.parse(readFileSync(path, 'utf8')) as Dashboard;

export const queriesOf = ({ panels }: Dashboard): readonly Query[] =>
  panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ place: title, expression: expr })));

export const readAlerts = (path: string) =>
  (yaml.parse(readFileSync(path, 'utf8')) as RuleFile).groups.flatMap(({ rules }) => rules);

const grouping = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;
const matchers = /\{([^}]*)\}/g;
const words = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);

/** The series that an expression reads. */
export function seriesIn(expression: string): readonly string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(grouping, ' ')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, ' ');
  const names = Array.from(bare.matchAll(/(?<![\w.])[a-zA-Z_:][\w:]*(?!\w|\s*\()/g), ([name]) => name);
  return names.filter((name) => !words.has(name.toLowerCase()));
}

/** The labels that an expression chooses or groups by. */
export function labelsIn(expression: string): readonly string[] {
  const grouped = Array.from(expression.matchAll(grouping), ([, list = '']) => list.split(','));
  const chosen = Array.from(expression.matchAll(matchers), ([, list = '']) => list.match(/\w+(?=\s*[!=])/g) ?? []);
  return [...grouped, ...chosen].flat().map((label) => label.trim());
}
