import { beats } from './metronome.ts';

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
export async function atRate(perSecond: number, seconds: number, task: () => Promise<void>): Promise<LoadResult> {
  const times: number[] = [];
  const began = performance.now();
  const clocked = async (due: number) => {
    await task();
    times.push(performance.now() - due);
  };
  const tasks: Promise<void>[] = [];
  for await (const due of beats(perSecond, Math.floor(perSecond * seconds))) tasks.push(clocked(due));
  await Promise.all(tasks);
  return resultOf(times, performance.now() - began);
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
