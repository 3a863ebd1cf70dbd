import { type EntityManager, firstRow, rows, sql } from '@constellation/kit';

/** One of those that a source asks instead of each other. */
export interface Provider {
  readonly sourceId: string;
  readonly provider: string;
}

/** How many times in a row a provider of a locked source has failed. */
export async function providerFailures(tx: EntityManager, { sourceId, provider }: Provider): Promise<number> {
  const resting = await firstRow(
    tx,
    sql<{ failures: number }>`
      select failures from resting_providers where source_id = ${sourceId} and provider = ${provider}`,
  );
  return resting?.failures ?? 0;
}

/** Notes that a provider of a locked source has failed once more, and is left alone for so long from now. */
export const restProvider = (tx: EntityManager, { sourceId, provider }: Provider, seconds: number) =>
  rows(
    tx,
    sql`
      insert into resting_providers (source_id, provider, failures, rests_until)
      values (${sourceId}, ${provider}, 1, clock_instant() + ${seconds} * interval '1 second')
      on conflict (source_id, provider) do update set
        failures = resting_providers.failures + 1,
        rests_until = greatest(resting_providers.rests_until, excluded.rests_until)`,
  );

/** Notes that a provider of a locked source has answered. */
export const wakeProvider = (tx: EntityManager, { sourceId, provider }: Provider) =>
  rows(tx, sql`delete from resting_providers where source_id = ${sourceId} and provider = ${provider}`);
