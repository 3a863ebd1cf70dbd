import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const patienceMs = 15_000;

/** Stops the server that a killed process left running on this data directory; its work is safe in the log. */
export async function stopLeftOver(directory: string): Promise<void> {
  const pid = await readPid(join(directory, 'postmaster.pid'));
  if (!pid || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const deadline = performance.now() + patienceMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) throw new Error(`A left-over PostgreSQL (process ${pid}) does not stop; stop it by hand`);
    await delay(20);
  }
}

/** The process named in the first line of a file, if the file is there. */
export async function readPid(file: string): Promise<number | undefined> {
  const content = await readFile(file, 'utf8').catch(() => '');
  return Number.parseInt(content, 10) || undefined;
}

/** Whether a process of this number runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
