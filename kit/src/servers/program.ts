import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A program is not on this machine. */
export class MissingProgram extends Error {}

export interface Program {
  readonly name: string;
  /** The Debian package that has it. */
  readonly debianPackage: string;
  readonly args: readonly string[];
  /** How it is told to end: without being asked kindly, unless this says otherwise. */
  readonly endBy?: 'KILL' | 'TERM';
  /** Whether it does what it is for by now. */
  ready(): Promise<boolean>;
}

/** A program that runs. Disposing ends it. */
export interface RunningProgram extends AsyncDisposable {
  /** Resolves when it has ended, whoever wanted it to. */
  readonly ended: Promise<unknown>;
  /** Stops it as if it had no time any more, without a word to anybody; it must go on before it is disposed. */
  fallSilent(): void;
  goOn(): void;
}

const patienceMs = 15_000;

/**
 * Starts a program that ends when it is disposed or when this process is gone, and not by a terminal's Ctrl-C.
 * @throws MissingProgram that says how to get it.
 */
export async function startProgram(program: Program): Promise<RunningProgram> {
  const { name, debianPackage, args, endBy = 'KILL', ready } = program;
  const file = findProgram(name);
  if (file === undefined)
    throw new MissingProgram(`${name} is not on this machine; on Debian: apt-get install ${debianPackage}`);
  const child = spawn('sh', ['-c', endWithParent, 'sh', endBy, file, ...args], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit');
  await using started = new AsyncDisposableStack();
  started.defer(async () => {
    child.stdin.end();
    await ended;
  });
  await becomes(ready, child, name);
  const running = started.move();
  const signal = (which: 'SIGSTOP' | 'SIGCONT') => void (child.pid && process.kill(-child.pid, which));
  return {
    ended,
    fallSilent: () => signal('SIGSTOP'),
    goOn: () => signal('SIGCONT'),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The shell's standard input is a pipe from this process: it closes when this process ends, however that happens. */
const endWithParent = `
  signal=$1
  shift
  exec 3<&0
  "$@" 3<&- >/dev/null 2>&1 &
  program=$!
  { read -r _ <&3; kill -"$signal" "$program"; } 2>/dev/null &
  reader=$!
  exec 3<&-
  wait "$program" 2>/dev/null
  kill "$reader" 2>/dev/null`;

/** Where a program is; Debian keeps servers in sbin, which is not on everybody's path. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function becomes(ready: () => Promise<boolean>, child: ChildProcess, name: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error(`${name} ended while starting`);
    if (performance.now() > deadline) throw new Error(`${name} does not get ready`);
    await delay(10);
  }
}
