import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = new URL('../', import.meta.url);

/** A file of the schema folder. */
export const readSchemaFile = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** The parts of the graph that the contract knows, published or not. */
export const contractParts = (): readonly string[] =>
  readdirSync(new URL('contract/', folder))
    .map((file) => basename(file, '.graphql'))
    .filter((name) => name !== 'values');

/** The supergraph of the last commit; nothing where there is no git, no commit or no such file in it. */
export function committedSupergraph(): string | undefined {
  try {
    return execFileSync('git', ['show', 'HEAD:./supergraph.graphql'], {
      cwd: fileURLToPath(folder),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
  } catch {
    return undefined;
  }
}
