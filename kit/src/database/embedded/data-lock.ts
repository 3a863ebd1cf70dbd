import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, readPid } from './left-over.ts';

/** Keeps a second process off a data directory for as long as this one lives; a killed holder's lock does not count. */
export async function lockData(dataDirectory: string): Promise<AsyncDisposable> {
  await mkdir(dataDirectory, { recursive: true });
  const file = join(dataDirectory, 'process.pid');
  const holder = await readPid(file);
  if (holder && holder !== process.pid && (await runsNode(holder))) {
    throw new Error(`${dataDirectory} is in use by process ${holder}; stop it or set DATA_DIR to another folder`);
  }
  await writeFile(file, `${process.pid}\n`);
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

/** Process numbers are used again after a crash, so a living number counts only when it is a Node process. */
async function runsNode(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'node');
  return command.includes('node');
}
