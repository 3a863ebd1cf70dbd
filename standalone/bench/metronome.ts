import { on } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * So many beats, each with when it was due by this thread's `performance.now()`. They come from a thread of their own:
 * waiting for them costs this one nothing, neither time nor memory.
 */
export async function* beats(perSecond: number, count: number): AsyncGenerator<number, void, undefined> {
  const workerData = { perSecond, count };
  await using worker = new Worker(new URL('metronome-worker.ts', import.meta.url), { workerData });
  for await (const [due] of on(worker, 'message', { close: ['exit'] })) yield Number(due) - performance.timeOrigin;
}
