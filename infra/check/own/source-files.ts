import { globSync } from 'node:fs';

const notOurs = ['**/node_modules', '**/.*', 'infra/canary'];

/** Our files with these endings below a folder, as paths with `/`; generated ones, the canary and hidden folders are left out. */
export function sourceFiles(folder: string, endings: readonly string[]): string[] {
  const patterns = endings.map((ending) => `**/*.${ending}`);
  const found = globSync(patterns, { cwd: folder, exclude: notOurs });
  return found
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.includes('.generated.'))
    .toSorted();
}
