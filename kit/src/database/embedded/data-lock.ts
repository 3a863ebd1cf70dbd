import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartFailure } from '../../start-failure.ts';
import { readPid } from './left-over.ts';

/**
 * Keeps a second process off a data directory for as long as this one lives. The operating system holds the lock, on an
 * empty SQLite file: it ends with its process, however that ends, and of two that start at once it lets one win.
 */
export async function lockData(dataDirectory: string): Promise<AsyncDisposable> {
  await mkdir(dataDirectory, { recursive: true }).catch((error: unknown) => {
    throw new StartFailure(`The folder ${dataDirectory} cannot be made; set DATA_DIR to another (${String(error)})`);
  });
  const pidFile = join(dataDirectory, 'process.pid');
  const lock = new DatabaseSync(join(dataDirectory, 'process.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    const pid = await readPid(pidFile);
    const holder = pid ? `process ${pid}` : 'a process that is just starting';
    throw new StartFailure(`${dataDirectory} is in use by ${holder}; stop it or set DATA_DIR to another folder`, {
      cause: error,
    });
  }
  await writeFile(pidFile, `${process.pid}\n`);
  return {
    [Symbol.asyncDispose]: async () => {
      await rm(pidFile, { force: true });
      lock.close();
    },
  };
}

const sqliteBusy = 5;

const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
