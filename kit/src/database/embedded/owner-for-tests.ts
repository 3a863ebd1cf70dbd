import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { stopLeftOver } from './left-over.ts';

/** Another process that runs, or tries to run, an embedded PostgreSQL on a data directory. */
export interface Owner extends AsyncDisposable {
  readonly pid: number | undefined;
  /** Where its server is; rejects with what it says when it cannot start. */
  readonly url: Promise<string>;
  /** Ends it without warning; `together` with the programs that it has not set free. */
  kill(together?: 'together'): Promise<void>;
}

/** Starts such a process. Disposing it stops the server kindly, and the one that a killed process left running. */
export function startOwner(dataDirectory: string, environment: NodeJS.ProcessEnv = {}): Owner {
  const script = join(import.meta.dirname, 'owner-process-for-tests.ts');
  const child = spawn(process.execPath, [script, dataDirectory], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...environment },
  });
  const exit = once(child, 'exit');
  const complaint = text(child.stderr);
  const lines = createInterface(child.stdout);
  const url = Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    exit.then(async () => Promise.reject(new Error(await complaint))),
  ]);
  url.catch(() => undefined);
  return {
    pid: child.pid,
    url,
    kill: async (together) => {
      if (together && child.pid) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
      await exit;
    },
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await exit;
      await stopLeftOver(join(dataDirectory, 'postgres-18', 'data'));
    },
  };
}
