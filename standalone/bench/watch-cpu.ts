import { availableParallelism, cpus } from 'node:os';

/** How many processors were used since the watch began: by each process, and by everything on this machine. */
export interface CpuUse {
  readonly busy: readonly number[];
  readonly machineBusy: number;
}

/** Watches processes, whose seconds so far it is told, until it is asked. */
export async function watchCpu(secondsOf: () => Promise<readonly number[]>): Promise<{ used(): Promise<CpuUse> }> {
  const before = await secondsOf();
  const idleBefore = idleMs();
  const began = performance.now();
  return {
    used: async () => {
      const elapsedMs = performance.now() - began;
      const idle = idleMs() - idleBefore;
      const after = await secondsOf();
      return {
        busy: after.map((seconds, index) => ((seconds - (before[index] ?? 0)) * 1_000) / elapsedMs),
        machineBusy: Math.max(0, availableParallelism() - idle / elapsedMs),
      };
    },
  };
}

const idleMs = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0);
