import { type RawBuilder, rows, sql } from '@constellation/kit';
import { expect } from 'vitest';
import type { OpenTelemetry } from './open-telemetry.ts';

/** Locks that a transaction of its own has; disposing ends it. */
export async function hold({ scope }: OpenTelemetry, statement: RawBuilder<unknown>): Promise<AsyncDisposable> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
  const holding = scope().em.transactional(async (tx) => {
    await rows(tx, statement);
    isHeld();
    await released;
  });
  await held;
  return {
    [Symbol.asyncDispose]: () => {
      release();
      return holding;
    },
  };
}

/** Waits until one of the subgraph's transactions waits for a lock; gives the process of the server that serves it. */
export async function untilOneWaits({ scope }: OpenTelemetry): Promise<number | undefined> {
  const waiting = () =>
    rows(
      scope().em,
      sql<{ pid: number }>`select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    );
  await expect.poll(async () => (await waiting()).length).toBe(1);
  return (await waiting())[0]?.pid;
}
