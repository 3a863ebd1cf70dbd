import { globSync, readFileSync } from 'node:fs';
import { matchesGlob, relative, resolve } from 'node:path';

interface Rule {
  readonly pattern: string;
  readonly excluded: boolean;
}

/** Reads `.dockerignore`. */
const rulesOf = (root: string): readonly Rule[] =>
  readFileSync(`${root}/.dockerignore`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ pattern: line.replace('!', ''), excluded: !line.startsWith('!') }));

/** What a rule says of a path it says of everything below it; the last rule that says something counts. */
function isIncluded(path: string, rules: readonly Rule[]): boolean {
  const parts = path.split('/');
  const withParents = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const last = rules.findLast(({ pattern }) => withParents.some((each) => matchesGlob(each, pattern)));
  return last?.excluded !== true;
}

const large = ['node_modules', '.git', '.toolchain', '.data'];

/** The files that Docker would get of this folder, as paths with `/`. */
export function buildContext(root: string): readonly string[] {
  const rules = rulesOf(root);
  const entries = globSync('**/*', { cwd: resolve(root), exclude: large, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, `${parentPath}/${name}`).replaceAll('\\', '/'))
    .filter((path) => isIncluded(path, rules));
}
