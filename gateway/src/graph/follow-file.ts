import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SupergraphManager } from '@apollo/gateway';
import type { Log } from '@constellation/kit';
import { watchFolder } from './watch-folder.ts';

/**
 * Hands the supergraph in a file to the gateway, and again whenever its content changes. A file that the gateway cannot
 * use, or that does not pass the check, is logged, and the graph stays as it was.
 */
export const followFile = (path: string, log: Log, check: (supergraph: string) => unknown): SupergraphManager => ({
  async initialize({ update }) {
    let current = await readFile(path, 'utf8');
    check(current);

    const reload = async () => {
      try {
        const supergraph = await readFile(path, 'utf8');
        if (supergraph === current) return;
        current = supergraph;
        check(supergraph);
        update(supergraph);
        log.info({ path }, 'supergraph reloaded');
      } catch (error) {
        log.error({ err: error, path }, 'supergraph not reloaded, the old one stays');
      }
    };

    const watching = watchFolder(dirname(path), reload, log);
    return { supergraphSdl: current, cleanup: async () => watching[Symbol.asyncDispose]() };
  },
});
