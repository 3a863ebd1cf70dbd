import { type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';

/** How many there were in the hour that began with the first of them. */
export interface SignUpCount {
  readonly count: number;
  readonly since: Temporal.Instant;
}

/** Counts one more sign-up from an address and answers all of its hour, this one included. */
export async function countSignUp(em: EntityManager, address: string): Promise<SignUpCount> {
  const counted = await firstRow(
    em,
    sql<{ count: number; since: string }>`
      insert into sign_up_counts as known (address, count, since) values (${address}, 1, clock_instant())
      on conflict (address) do update set
        count = case when known.since <= excluded.since - interval '1 hour' then 1 else known.count + 1 end,
        since = case when known.since <= excluded.since - interval '1 hour' then excluded.since else known.since end
      returning count, since`,
  );
  if (!counted) throw new Error('A sign-up was not counted');
  return { count: counted.count, since: parseInstant(counted.since) };
}

/** Forgets counts that do not count any more. */
export const deleteSignUpCountsBefore = (em: EntityManager, before: Temporal.Instant) =>
  rows(em, sql`delete from sign_up_counts where since < ${before.toString()}`);
