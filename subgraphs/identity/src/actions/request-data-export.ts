import { instant, Refusal, type Scope } from '@constellation/kit';
import { jobsOf } from '../data/personal-data.queries.ts';
import { lockUser } from '../data/users.queries.ts';
import { exportLimit, type Job, statusOf } from '../domain/personal-data.ts';
import { beginJob } from './begin-job.ts';
import { ownSession } from './own-session.ts';
import { type ShownJob, showJob } from './show-job.ts';

/**
 * Has everything collected that is kept about the caller. One that is under way is not begun again.
 * @throws Refusal FORBIDDEN or TOO_MANY_ATTEMPTS
 */
export async function requestDataExport(scope: Scope): Promise<ShownJob> {
  const { userId } = ownSession(scope);
  return scope.em.transactional(async (tx) => {
    if (!(await lockUser(tx, userId))) throw new Refusal('FORBIDDEN', 'This needs an account');
    const recent = (await jobsOf(tx, userId, exportLimit.count)).filter(({ kind }) => kind === 'EXPORT');
    const at = await instant(tx);
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
