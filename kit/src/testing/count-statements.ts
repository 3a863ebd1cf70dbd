import type { EntityManager } from '../database/query.ts';

/** Counts the statements that go to a database from now on; a transaction counts once, as it takes one connection from the pool. */
export async function countStatements(em: EntityManager): Promise<() => number> {
  const pool = await em.getConnection().getNativeClient();
  let count = 0;
  pool.on('acquire', () => void (count += 1));
  return () => count;
}

/** The least that something costs of three times: housekeeping beside it, an hour apart, is none of its cost. */
export async function leastOf(cost: () => Promise<number>): Promise<number> {
  return Math.min(await cost(), await cost(), await cost());
}
