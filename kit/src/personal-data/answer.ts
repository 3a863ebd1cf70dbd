import { personalDataAnswered } from '@constellation/schema';
import { instant } from '../database/instant.ts';
import type { EntityManager } from '../database/query.ts';
import { append } from '../outbox/append.ts';
import type { Scope } from '../scope.ts';
import { isErased, rememberErased } from './erased-people.ts';
import { countAnswer, countFailure, type Job, lockJob, settleJob } from './parts.queries.ts';
import type { PersonalData } from './personal-data.ts';

/** Who answers, and what for. */
export interface Answerer {
  readonly subgraph: string;
  readonly personalData: PersonalData;
}

/** Attempts that fail in a row before the failure is told; the log goes on bringing the request. */
const toldFailures = 5;

/** Stores this subgraph's part of an export and answers, in one transaction; of somebody who is erased there is none. */
export const answerExport = (scope: Scope, { subgraph, personalData }: Answerer, job: Job): Promise<void> =>
  scope.em.transactional(async (tx) => {
    if (!(await lockJob(tx, job))) return;
    const isGone = await isErased(tx, job.userId);
    const part = isGone ? null : await personalData.collect({ ...scope, em: tx }, job.userId);
    await answer(tx, subgraph, { jobId: job.jobId, outcome: 'DONE', version: await settleJob(tx, job, part) });
  });

/** Erases somebody here and answers. First of all it is made certain that nothing new comes after what is erased. */
export async function answerErasure(scope: Scope, { subgraph, personalData }: Answerer, job: Job): Promise<void> {
  const isDue = await scope.em.transactional(async (tx) => {
    if (!(await lockJob(tx, job))) return false;
    await rememberErased(tx, job.userId);
    return true;
  });
  if (!isDue) return;
  await personalData.erase(scope, job.userId);
  await scope.em.transactional(async (tx) => {
    if (!(await lockJob(tx, job))) return;
    await answer(tx, subgraph, { jobId: job.jobId, outcome: 'DONE', version: await settleJob(tx, job, null) });
  });
}

/** Counts an attempt that has failed, and tells so once many have in a row. */
export const noteFailure = (scope: Scope, { subgraph }: Answerer, job: Job): Promise<void> =>
  scope.em.transactional(async (tx) => {
    if (!(await lockJob(tx, job)) || (await countFailure(tx, job)) !== toldFailures) return;
    await answer(tx, subgraph, { jobId: job.jobId, outcome: 'FAILED', version: await countAnswer(tx, job) });
  });

interface Answer {
  readonly jobId: string;
  readonly outcome: 'DONE' | 'FAILED';
  readonly version: number;
}

const answer = async (tx: EntityManager, subgraph: string, { jobId, outcome, version }: Answer): Promise<void> =>
  append(tx, personalDataAnswered, {
    aggregate: jobId,
    version,
    at: await instant(tx),
    data: { jobId, subgraph, outcome },
  });
