import type { Database } from '../database/database.ts';
import type { Platform } from '../platform.ts';
import { scopeSource } from '../scope-for-tests.ts';
import { openSession } from './session.ts';
import { startWorkers } from './start-workers.ts';
import type { Worker } from './worker.ts';

/** A process at work: its session's connection goes by `name`, so that a test can cut it. */
export interface WorkingProcess extends AsyncDisposable {
  /** What it logged. */
  readonly lines: readonly string[];
}

export function startProcess(
  name: string,
  { bus, metrics }: Platform,
  database: Database,
  workers: readonly Worker[],
): WorkingProcess {
  const opened = new AsyncDisposableStack();
  const source = scopeSource(database);
  const session = opened.use(openSession(database.connection, name, source.log));
  for (const worker of startWorkers(workers, { source, session, bus, metrics })) opened.use(worker);
  return { lines: source.lines, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
