import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const patienceMs = 15_000;

/**
 * Stops the server that a killed process left running on this data directory; its work is safe in the log. A process
 * number that by now belongs to something else names no server.
 */
export async function stopLeftOver(directory: string): Promise<void> {
  const file = join(directory, 'postmaster.pid');
  const pid = await readPid(file);
  if (!pid || !isAlive(pid)) return;
  if (!(await serves(pid, directory))) return rm(file, { force: true });
  process.kill(pid, 'SIGINT');
  const deadline = performance.now() + patienceMs;
  while (await serves(pid, directory)) {
    if (performance.now() > deadline)
      throw new Error(`A left-over PostgreSQL (process ${pid}) does not stop; stop it by hand`);
    await delay(20);
  }
}

/** The process named in the first line of a file, if the file is there. */
export async function readPid(file: string): Promise<number | undefined> {
  const content = await readFile(file, 'utf8').catch(() => '');
  return Number.parseInt(content, 10) || undefined;
}

/** Whether there is a process of this number, if only one whose end nobody has noticed. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A command line ends with its process, even where nobody notices that the process has ended. */
const serves = async (pid: number, directory: string): Promise<boolean> => (await commandOf(pid)).includes(directory);

const commandOf = (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/cmdline`, 'utf8').catch(
    () => spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '',
  );
