import { constants } from 'node:fs';
import { access, readFile, statfs } from 'node:fs/promises';

const gibibyte = 1_073_741_824;

/** What all tests together never need, with as much again for everybody else. */
const roomWanted = { folder: 4 * gibibyte, memory: 8 * gibibyte };

/**
 * A folder that is kept in memory, where there is one with room: whoever makes and removes databases all the time is done
 * there in a third of the processor's time. Programs can be run in it, as on the disk.
 */
export async function memoryFolder(path = '/dev/shm', wanted = roomWanted): Promise<string | undefined> {
  if (process.availableMemory() < wanted.memory) return undefined;
  try {
    await access(path, constants.W_OK);
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize >= wanted.folder && isInMemory(path, await readFile('/proc/mounts', 'utf8'))
      ? path
      : undefined;
  } catch {
    return undefined;
  }
}

/** By lines such as `tmpfs /dev/shm tmpfs rw,nosuid,noexec 0 0`. */
export function isInMemory(path: string, mounts: string): boolean {
  const mounted = mounts.split('\n').map((line) => line.split(' '));
  const [, , kind, options = ''] = mounted.findLast(([, at]) => at === path) ?? [];
  return kind === 'tmpfs' && !options.split(',').includes('noexec');
}
