import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { hasOpened } from '@constellation/kit';
import { strangersHere } from './env.ts';
import { eachLine } from './journal.ts';

/** How a process came to its end. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A Node process that ends in order when this one is gone, however that happens. */
export interface Leashed {
  readonly pid: number;
  /** Known when everything it said is known, too. */
  readonly end: Promise<End>;
  /** Whether it says that it has opened. */
  hasOpened(): boolean;
  /** Sends a signal, unless it has ended. */
  kill(signal: NodeJS.Signals): void;
}

export interface LeashedOptions {
  readonly script: URL;
  readonly environment: Readonly<Record<string, string>>;
  tell(line: string): void;
}

/** Starts one that leads a process group of its own, so that a terminal's Ctrl-C reaches it only through us. */
export function startLeashed({ script, environment, tell }: LeashedOptions): Leashed {
  const leash = new URL(`../../../infra/launcher/leash.mjs?launcher=${process.pid}`, import.meta.url);
  const child = spawn(process.execPath, ['--import', leash.href, fileURLToPath(script)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    env: { ...strangersHere(), ...environment },
  });
  if (child.pid === undefined) throw new Error('No process was started');
  for (const stream of [child.stdout, child.stderr]) if (stream) eachLine(stream, tell);
  let isOpen = false;
  child.on('message', (message) => {
    isOpen ||= message === hasOpened;
  });
  return { pid: child.pid, end: ended(child), hasOpened: () => isOpen, kill: (signal) => void child.kill(signal) };
}

async function ended(child: ChildProcess): Promise<End> {
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode };
}
