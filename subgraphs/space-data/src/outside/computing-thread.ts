import { parentPort } from 'node:worker_threads';
import { type Input, openTasks, type TaskName } from './tasks.ts';

/** One piece of work, by the number that its answer carries. */
export interface Assignment<Name extends TaskName = TaskName> {
  readonly id: number;
  readonly name: Name;
  readonly input: Input<Name>;
}

/** What came of it: an `Answer` as JSON, or why there is none; and how long it took. */
export type Result = { readonly id: number; readonly tookMs: number } & (
  | { readonly text: string }
  | { readonly reason: string }
);

const tasks: { readonly [Name in TaskName]: (input: Input<Name>) => unknown } = openTasks();

function work<Name extends TaskName>({ id, name, input }: Assignment<Name>): Result {
  const from = performance.now();
  const took = () => ({ id, tookMs: performance.now() - from });
  try {
    return { text: JSON.stringify({ [name]: tasks[name](input) }), ...took() };
  } catch (error) {
    return { reason: error instanceof Error ? (error.stack ?? error.message) : String(error), ...took() };
  }
}

parentPort?.on('message', (assignment: Assignment) => parentPort?.postMessage(work(assignment)));
