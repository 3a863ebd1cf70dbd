import { watch } from 'node:fs/promises';
import type { Log } from '@constellation/kit';

/** Rest after a change before the callback, so that a writer gets done. */
const settleMs = 100;

/**
 * Calls back soon after the start and after each burst of changes in a folder, one call at a time, until disposed.
 * A folder and not a file: one that is replaced by a rename, or by a link to elsewhere, tells its own watchers nothing.
 */
export function watchFolder(folder: string, settled: () => Promise<void>, log: Log): AsyncDisposable {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (working = working.then(settled)), settleMs);
  };

  const follow = async () => {
    try {
      soon();
      for await (const _ of watch(folder, { signal: stopping.signal })) soon();
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ err: error, folder }, 'folder no longer watched');
    }
  };
  const following = follow();

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await following;
      clearTimeout(timer);
      await working;
    },
  };
}
