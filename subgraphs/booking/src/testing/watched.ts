import type { Worker } from '@constellation/kit';

/** The same workers, and what they failed with so far, which would only be logged and tried again. */
export function watched(workers: readonly Worker[]) {
  const failures: string[] = [];
  const watch = async <Result>(name: string, work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      failures.push(`${name}: ${String(error)}`);
      throw error;
    }
  };
  return {
    failures,
    workers: workers.map((worker): Worker => {
      if (worker.kind === 'broadcast') return worker;
      if (worker.kind === 'timer') return { ...worker, run: (...given) => watch(worker.name, worker.run(...given)) };
      return worker.kind === 'consumer'
        ? { ...worker, handle: (...given) => watch(worker.durable, worker.handle(...given)) }
        : { ...worker, handleAll: (...given) => watch(worker.durable, worker.handleAll(...given)) };
    }),
  };
}
