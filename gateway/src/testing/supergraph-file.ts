import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supergraphPath } from '@constellation/schema';

/** The committed supergraph. */
export const original = await readFile(supergraphPath, 'utf8');

/** A supergraph in a file of its own, replaced as deployments do: by a rename. */
export async function supergraphFile(supergraph: string = original) {
  const folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, supergraph);
  return {
    path,
    async replace(next: string) {
      await writeFile(join(folder, 'next'), next);
      await rename(join(folder, 'next'), path);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
