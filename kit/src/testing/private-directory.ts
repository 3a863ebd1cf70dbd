import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of this test's own. */
export interface PrivateDirectory extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes a directory that is removed when it is disposed or when this process is gone, however that happens. Before
 * that, a shell runs `lastWill` in it.
 */
export async function privateDirectory(name: string, lastWill = ''): Promise<PrivateDirectory> {
  const path = await mkdtemp(join(tmpdir(), `constellation-${name}-`));
  const script = `read -r _; cd "$1" && { ${lastWill || ':'}; }; rm -rf "$1"`;
  const executor = spawn('sh', ['-c', script, 'sh', path], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      const ended = once(executor, 'exit');
      executor.stdin.end();
      await ended;
    },
  };
}
