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
    workers: workers.map((worker): Worker =>
      worker.kind === 'timer'
        ? { ...worker, run: (scope) => watch(worker.name, worker.run(scope)) }
        : { ...worker, handle: (...given) => watch(worker.durable, worker.handle(...given)) },
    ),
  };
}
