import { parseInstant, type Scope } from '@constellation/kit';
import { accountOf, jobsOf, type KeptAccount } from '../data/personal-data.queries.ts';

const mostJobs = 50;

/** All that is kept of an account: who it is, where it came from, its roles, sessions and partner, and what was asked for; no hash and no token. */
export async function collectAccount({ em }: Scope, userId: string): Promise<object> {
  const jobs = await jobsOf(em, userId, mostJobs);
  const account = await accountOf(em, userId);
  return {
    ...(account && { account: shown(account) }),
    jobs: jobs.map(({ id, kind, createdAt }) => ({ id, kind, createdAt: createdAt.toString() })),
  };
}

/** Every time is written as all other parts write theirs, whatever the database makes of it. */
const shown = ({ createdAt, sessions, ...account }: KeptAccount) => ({
  ...account,
  createdAt: inUtc(createdAt),
  sessions: sessions.map(({ id, ...times }) => ({
    id,
    begunAt: inUtc(times.begunAt),
    refreshedAt: inUtc(times.refreshedAt),
    endedAt: inUtc(times.endedAt),
  })),
});

const inUtc = (text: string | null): string | null => (text === null ? null : parseInstant(text).toString());
