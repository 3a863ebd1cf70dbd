import { watch } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@constellation/kit';

/** Rest after a change before the callback, so that a writer gets done. */
const settleMs = 100;

/** Rest before a folder that could not be watched is tried again. */
const pauseMs = 1_000;

/**
 * Calls back soon after the start and after each burst of changes in a folder, one call at a time, until disposed;
 * after an outage of the watching it begins anew.
 * A folder and not a file: one that is replaced by a rename, or by a link to elsewhere, tells its own watchers nothing.
 */
export function watchFolder(folder: string, settled: () => Promise<void>, log: Log): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (working = working.then(settled)), settleMs);
  };

  const follow = async () => {
    while (!signal.aborted) {
      try {
        soon();
        for await (const _ of watch(folder, { signal })) soon();
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error, folder }, 'folder not watched for a moment');
      }
      await delay(pauseMs, undefined, { signal }).catch(() => {});
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
