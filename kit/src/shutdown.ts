import type { Log } from './log.ts';
import { StartFailure } from './start-failure.ts';

/** What a process tells the one that started it, over the channel between them, when it has opened. */
export const hasOpened = 'has opened';

/** What ends a process besides its work. */
export interface RunOptions {
  readonly log: Log;
  /** How long closing may take, counted from the signal, before the process ends all the same. */
  readonly deadlineMs: number;
}

/**
 * Runs a process from opening to its exit. SIGTERM or SIGINT, also while it opens, disposes what was opened and exits
 * with 0; an error that nobody caught does the same and exits with 1. A failed opening, which disposes its own parts
 * (a `StartFailure` is told in its own words), a missed deadline and a second signal exit with 1 at once.
 */
export async function run(open: () => Promise<AsyncDisposable>, { log, deadlineMs }: RunOptions): Promise<never> {
  const ending = listenForTheEnd(log, deadlineMs);
  try {
    const opened = await open();
    process.send?.(hasOpened);
    await ending.begun;
    await opened[Symbol.asyncDispose]();
    log.info('stopped');
  } catch (error) {
    if (error instanceof StartFailure) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, 'opening or closing failed');
    process.exit(1);
  }
  process.exit(ending.exitCode());
}

interface Ending {
  readonly begun: Promise<void>;
  exitCode(): number;
}

function listenForTheEnd(log: Log, deadlineMs: number): Ending {
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  let deadline: NodeJS.Timeout | undefined;
  let signals = 0;
  let exitCode = 0;
  // Keeps a process alive that has nothing else to wait for.
  setInterval(() => undefined, 3_600_000);

  const exitAtOnce = (reason: string) => {
    log.fatal(reason);
    process.exit(1);
  };
  const begin = () => {
    deadline ??= setTimeout(exitAtOnce, deadlineMs, `not closed within ${deadlineMs} ms`);
    resolve();
  };
  const onSignal = (signal: NodeJS.Signals) => {
    signals += 1;
    if (signals > 1) exitAtOnce('second signal');
    log.info({ signal }, 'stopping');
    begin();
  };
  const onUncaught = (error: unknown) => {
    exitCode = 1;
    log.fatal({ err: error }, 'uncaught error');
    begin();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('uncaughtException', onUncaught);
  return { begun, exitCode: () => exitCode };
}
