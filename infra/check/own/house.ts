import { readFileSync } from 'node:fs';
import { nameComplaints } from './names.ts';
import { findings } from './oxlint.ts';
import { fileLimits, functionLimits, sizeComplaints } from './sizes.ts';
import { sourceFiles } from './source-files.ts';
import { clockComplaints } from './sql.ts';

const code = ['ts', 'mjs', 'js'];

/** Names of our files and folders. */
export const houseNames = (): string[] => sourceFiles('.', [...code, 'sql', 'graphql']).flatMap(nameComplaints);

/** SQL files that read the server's clock; SQL inside TypeScript is oxlint's to check. */
export const houseSql = (): string[] =>
  sourceFiles('subgraphs', ['sql']).flatMap((path) =>
    clockComplaints(path, readFileSync(`subgraphs/${path}`, 'utf8')).map(
      (place) => `${place}: SQL asks clock_instant() for the time`,
    ),
  );

/** How long files and functions are, taken together. */
export async function houseSizes(): Promise<string[]> {
  const files = sourceFiles('.', code);
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
