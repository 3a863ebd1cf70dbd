import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';

/** What a run of equal tasks came to. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Runs `count` tasks, `concurrency` of them at a time, as fast as they go. */
export async function load(
  count: number,
  concurrency: number,
  task: (index: number) => Promise<void>,
): Promise<LoadResult> {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const client = async () => {
    while (next < count) {
      const index = next++;
      const started = performance.now();
      await task(index);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  return resultOf(times, performance.now() - began);
}

/**
 * Starts a task at every beat for some seconds, whether the ones before have ended or not. Times count from the beat, so
 * that waiting for a busy process is part of them.
 */
export async function atRate(
  perSecond: number,
  seconds: number,
  task: (index: number) => Promise<void>,
): Promise<LoadResult> {
  const times: number[] = [];
  const began = performance.now();
  const clocked = async (index: number, due: number) => {
    await task(index);
    times.push(performance.now() - due);
  };
  const tasks: Promise<void>[] = [];
  for (let index = 0; index < perSecond * seconds; index++) {
    const due = began + (index / perSecond) * 1_000;
    await until(due);
    tasks.push(clocked(index, due));
  }
  await Promise.all(tasks);
  return resultOf(times, performance.now() - began);
}

/** Timers are good to a millisecond or two only; the rest is waited for turn by turn. */
async function until(due: number): Promise<void> {
  for (let left = due - performance.now(); left > 0; left = due - performance.now())
    await (left > 3 ? delay(left - 3) : turn());
}

const resultOf = (times: readonly number[], elapsedMs: number): LoadResult => ({
  perSecond: (times.length / elapsedMs) * 1000,
  p50Ms: quantile(times, 0.5),
  p95Ms: quantile(times, 0.95),
});

/** The value below which a share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle one. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
