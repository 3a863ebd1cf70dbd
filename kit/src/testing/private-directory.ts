import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastWill } from '../servers/last-will.ts';

/** A directory of this test's own. */
export interface PrivateDirectory extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes a directory that is removed when it is disposed or when this process is gone, however that happens. Before
 * that, a shell runs `before` in it.
 */
export async function privateDirectory(name: string, before = ':'): Promise<PrivateDirectory> {
  const path = await mkdtemp(join(tmpdir(), `constellation-${name}-`));
  const will = lastWill(`cd "$1" && { ${before}; }; rm -rf "$1"`, path);
  return { path, [Symbol.asyncDispose]: () => will[Symbol.asyncDispose]() };
}
