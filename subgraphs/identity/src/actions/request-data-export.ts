import { instant, Refusal, type Scope } from '@constellation/kit';
import { jobsOf, lockJobs } from '../data/personal-data.queries.ts';
import { exportLimit, type Job, statusOf } from '../domain/personal-data.ts';
import { beginJob } from './begin-job.ts';
import { ownPerson } from './own-person.ts';
import { type ShownJob, showJob } from './show-job.ts';

/**
 * Has everything collected that is kept about the caller, whether their account is here or elsewhere. One that is under way
 * is not begun again.
 * @throws Refusal FORBIDDEN or TOO_MANY_ATTEMPTS
 */
export async function requestDataExport(scope: Scope): Promise<ShownJob> {
  const userId = ownPerson(scope);
  return scope.em.transactional(async (tx) => {
    await lockJobs(tx, userId);
    const recent = await jobsOf(tx, userId, exportLimit.count);
    const at = await instant(tx);
    if (recent[0]?.kind === 'ERASURE') throw new Refusal('FORBIDDEN', 'What was kept about this account is erased');
    const running = recent.find((job) => statusOf(job, at) === 'RUNNING');
    if (!running) refuseTooMany(recent, at);
    return showJob(scope, running ?? (await beginJob(tx, { userId, kind: 'EXPORT', at })), at);
  });
}

function refuseTooMany(recent: readonly Job[], at: Temporal.Instant): void {
  const until = recent[exportLimit.count - 1]?.createdAt.add(exportLimit.within);
  if (!until || Temporal.Instant.compare(until, at) <= 0) return;
  const details = { until: until.toString() };
  throw new Refusal('TOO_MANY_ATTEMPTS', `At most ${exportLimit.count} exports are made a day`, { details });
}
