import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A program that a test needs is not on this machine. */
export class MissingProgram extends Error {}

export interface PrivateProgram {
  readonly name: string;
  /** The Debian package that has it. */
  readonly debianPackage: string;
  readonly args: readonly string[];
  /** Whether it does what it is for by now. */
  ready(): Promise<boolean>;
}

const patienceMs = 15_000;

/**
 * Starts a program that ends, without being asked kindly, when it is disposed or when this process is gone.
 * @throws MissingProgram that says how to get it.
 */
export async function startPrivately({ name, debianPackage, args, ready }: PrivateProgram): Promise<AsyncDisposable> {
  const child = spawn('sh', ['-c', endWithParent, 'sh', find(name, debianPackage), ...args], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  await using started = new AsyncDisposableStack();
  started.defer(() => end(child));
  await becomes(ready, child, name);
  const running = started.move();
  return { [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** The shell's standard input is a pipe from this process: it closes when this process ends, however that happens. */
const endWithParent = `
  exec 3<&0
  "$@" 3<&- >/dev/null 2>&1 &
  program=$!
  { read -r _ <&3; kill -9 "$program"; } 2>/dev/null &
  exec 3<&-
  wait "$program" 2>/dev/null`;

/** Debian keeps servers in sbin, which is not on everybody's path. */
function find(name: string, debianPackage: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'];
  const program = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (program) return program;
  throw new MissingProgram(`${name} is not on this machine; on Debian: apt-get install ${debianPackage}`);
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

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}
