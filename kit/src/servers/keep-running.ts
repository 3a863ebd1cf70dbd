import { once } from 'node:events';
import type { Log } from '../log.ts';
import { startLoop } from '../workers/loop.ts';
import { type Program, startProgram } from './program.ts';

/** Starts a program, and again whenever it ends unasked, until disposed. */
export async function keepRunning(program: Program, log: Log): Promise<AsyncDisposable> {
  let running = await startProgram(program);
  let isThere = true;
  const loop = startLoop({
    name: program.name,
    everyMs: 0,
    log,
    run: async (signal) => {
      if (!isThere) running = await startProgram(program);
      isThere = true;
      if (signal.aborted) return false;
      await Promise.race([running.ended, once(signal, 'abort')]);
      if (signal.aborted) return false;
      isThere = false;
      log.error({ program: program.name }, 'ended unexpectedly; starting it again');
      return true;
    },
  });
  return {
    [Symbol.asyncDispose]: async () => {
      await loop[Symbol.asyncDispose]();
      await running[Symbol.asyncDispose]();
    },
  };
}
