import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Assembled } from './assemble.ts';

/** A container's process on this machine. Disposing it kills what is left of it. */
export interface ContainerProcess extends AsyncDisposable {
  /** Its exit code, or the signal that ended it. */
  readonly end: Promise<number | NodeJS.Signals | null>;
  /** What it has said so far. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a command of an image with the variables of the image and of the container, and none of this process's. */
export function startInContainer(
  { folder, environment }: Pick<Assembled, 'folder' | 'environment'>,
  [, ...args]: readonly string[],
  variables: Readonly<Record<string, string>>,
): ContainerProcess {
  const leash = new URL(`../launcher/leash.mjs?launcher=${process.pid}`, import.meta.url);
  const child = spawn(process.execPath, ['--import', leash.href, ...args], {
    cwd: folder,
    env: { ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => said.push(String(text)));
  const end = once(child, 'close').then(() => child.exitCode ?? child.signalCode);
  return {
    end,
    output: () => said.join(''),
    kill: (signal) => void child.kill(signal),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await end;
    },
  };
}
