import { instant, type Scope } from '@constellation/kit';
import { jobsOf } from '../data/personal-data.queries.ts';
import { canBeFetched, type Job, type JobKind, type JobStatus, pendingOf, statusOf } from '../domain/personal-data.ts';

/** A job as whoever asked for it sees it. */
export interface ShownJob {
  readonly id: string;
  readonly kind: JobKind;
  readonly status: JobStatus;
  readonly pending: readonly string[];
  readonly url: URL | null;
  readonly createdAt: Temporal.Instant;
}

/** A job as it is at an instant; the address is that of the gateway that was asked. */
export function showJob({ origin }: Pick<Scope, 'origin'>, job: Job, at: Temporal.Instant): ShownJob {
  const { id, kind, createdAt } = job;
  const url = canBeFetched(job, at) ? URL.parse(`/exports/${id}`, origin) : null;
  return { id, kind, status: statusOf(job, at), pending: pendingOf(job), url, createdAt };
}

const mostShown = 50;

/** What somebody with an account has asked for about their data, newest first. */
export async function listJobs(scope: Scope): Promise<readonly ShownJob[]> {
  const { em, principal } = scope;
  if (principal.kind !== 'USER') return [];
  const jobs = await jobsOf(em, principal.id, mostShown);
  const at = await instant(em);
  return jobs.map((job) => showJob(scope, job, at));
}
