export type JobKind = 'EXPORT' | 'ERASURE';
export type JobStatus = 'RUNNING' | 'DONE' | 'FAILED';

/** What a subgraph has said about a job. */
export interface Answer {
  readonly subgraph: string;
  readonly outcome: 'PENDING' | 'DONE' | 'FAILED';
}

/** Something that somebody has asked for about their data. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly createdAt: Temporal.Instant;
  readonly answers: readonly Answer[];
}

/** Parts of exports are kept, and requests for them wait in the log, for so long. */
const exportLife = { hours: 7 * 24 };

/** An erasure that somebody has not answered is asked for again after so long, for as long as it takes. */
export const askAgainAfter = { hours: 24 };

/** A job that is done with is forgotten after so long, unless it is an erasure. */
export const exportsKept = { hours: 30 * 24 };

/** So many exports are begun within so long. */
export const exportLimit = { count: 5, within: { hours: 24 } } as const;

/** Who still has to do their part. */
export const pendingOf = ({ answers }: Pick<Job, 'answers'>): readonly string[] =>
  answers.flatMap(({ subgraph, outcome }) => (outcome === 'DONE' ? [] : subgraph));

/** An export that nobody can finish any more, as the request for it is gone from the log, has failed. */
export function statusOf(job: Job, at: Temporal.Instant): JobStatus {
  if (pendingOf(job).length === 0) return 'DONE';
  const isLost = job.kind === 'EXPORT' && isOver(job, at);
  return isLost || job.answers.some(({ outcome }) => outcome === 'FAILED') ? 'FAILED' : 'RUNNING';
}

/** Whether an export can be fetched. */
export const canBeFetched = (job: Job, at: Temporal.Instant): boolean =>
  job.kind === 'EXPORT' && statusOf(job, at) === 'DONE' && !isOver(job, at);

const isOver = ({ createdAt }: Job, at: Temporal.Instant) =>
  Temporal.Instant.compare(createdAt.add(exportLife), at) <= 0;
