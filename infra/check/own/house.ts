import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorDefinition, errorCatalogue } from '../../../schema/src/errors.ts';
import { codeComplaints } from './codes.ts';
import { nameComplaints } from './names.ts';
import { findings } from './oxlint.ts';
import { secretComplaints } from './secrets.ts';
import { fileLimits, functionLimits, sizeComplaints } from './sizes.ts';
import { sourceFiles } from './source-files.ts';
import { clockComplaints } from './sql.ts';

const extensions = ['ts', 'mjs', 'js'];

/** Names of our files and folders. */
export const houseNames = (): string[] => sourceFiles('.', [...extensions, 'sql', 'graphql']).flatMap(nameComplaints);

/** Secrets in any file that is not ignored, hidden ones and what was generated among them. */
export function houseSecrets(): string[] {
  const ignored = readFileSync('.gitignore', 'utf8').split('\n').filter(Boolean);
  const exclude = ['.git', ...ignored.map((line) => line.replace(/\/$/, ''))].map((name) => `**/${name}`);
  return globSync('**/*', { exclude, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .flatMap((path) => secretComplaints(path, readFileSync(path, 'utf8')));
}

/** SQL files that read the server's clock; SQL inside TypeScript is oxlint's to check. */
export const houseSql = (): string[] =>
  sourceFiles('subgraphs', ['sql']).flatMap((path) =>
    clockComplaints(path, readFileSync(`subgraphs/${path}`, 'utf8')).map(
      (place) => `${place}: SQL asks clock_instant() for the time`,
    ),
  );

/** How long files and functions are, taken together. */
export async function houseSizes(): Promise<string[]> {
  const files = sourceFiles('.', extensions);
  const fileLines = files.map((path) => readFileSync(path, 'utf8').split('\n').length - 1);
  return [
    ...sizeComplaints('files', fileLines, fileLimits),
    ...sizeComplaints('functions', await functionLines(new Set(files)), functionLimits),
  ];
}

/** oxlint counts the lines of functions; a limit of 0 makes it tell all of them. */
async function functionLines(files: ReadonlySet<string>): Promise<number[]> {
  const found = await findings(
    '-c',
    'infra/check/own/every-function.json',
    '--disable-nested-config',
    '--ignore-pattern',
    '**/node_modules',
  );
  return found
    .filter(({ filename }) => files.has(filename))
    .map(({ message }) => Number(/too many lines \((\d+)\)/.exec(message)?.[1]));
}

/** Refusals that the catalogue promises and a subgraph does not keep. */
export const houseCodes = (): string[] => readdirSync('subgraphs').flatMap(subgraphCodes);

function subgraphCodes(subgraph: string): string[] {
  const catalogue = Object.entries<ErrorDefinition>(errorCatalogue);
  const codes = catalogue.flatMap(([code, { kind, raisedBy }]) =>
    kind === 'refusal' && raisedBy.some((source) => source === subgraph) ? [code] : [],
  );
  const files = [`subgraphs/${subgraph}/src`, 'kit/src', 'standalone/tests'].flatMap((folder) =>
    sourceFiles(folder, ['ts']).map((path) => `${folder}/${path}`),
  );
  const [tests = [], code = []] = [true, false].map((wanted) =>
    files.filter((path) => path.endsWith('.test.ts') === wanted && !path.endsWith('.generated.ts')),
  );
  return codeComplaints(subgraph, codes, {
    code: textOf(code),
    tests: textOf(tests),
    readme: textOf([`subgraphs/${subgraph}/README.md`]),
  });
}

const textOf = (paths: readonly string[]) => paths.map((path) => readFileSync(path, 'utf8')).join('\n');
