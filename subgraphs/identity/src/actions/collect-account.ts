import type { Scope } from '@constellation/kit';
import { accountOf, jobsOf } from '../data/personal-data.queries.ts';

const mostJobs = 50;

/** All that is kept of an account: who it is, where it came from, its roles, sessions and partner, and what was asked for; no hash and no token. */
export async function collectAccount({ em }: Scope, userId: string): Promise<object> {
  const jobs = await jobsOf(em, userId, mostJobs);
  const found = await accountOf(em, userId);
  return {
    ...found,
    jobs: jobs.map(({ id, kind, createdAt }) => ({ id, kind, createdAt: createdAt.toString() })),
  };
}
