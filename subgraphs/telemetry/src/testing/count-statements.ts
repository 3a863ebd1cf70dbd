import type { OpenTelemetry } from './open-telemetry.ts';

/** Counts the statements that go to the database from now on; a transaction counts once. */
export async function countStatements({ scope }: OpenTelemetry): Promise<() => number> {
  const pool = await scope().em.getConnection().getNativeClient();
  let count = 0;
  pool.on('acquire', () => void (count += 1));
  return () => count;
}
