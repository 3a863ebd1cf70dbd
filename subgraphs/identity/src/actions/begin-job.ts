import { append, type EntityManager, newId } from '@constellation/kit';
import { identityErased, identityExportRequested } from '@constellation/schema';
import { subgraphNames } from '@constellation/schema/sdl';
import { insertJob } from '../data/personal-data.queries.ts';
import type { Job, JobKind } from '../domain/personal-data.ts';

/** All that have a database; `events` is answered by the gateway. */
const answering = subgraphNames.filter((name) => name !== 'events').toSorted();

/** Begins a job of a locked account and asks every subgraph to do its part. */
export async function beginJob(
  tx: EntityManager,
  { userId, kind, at }: { readonly userId: string; readonly kind: JobKind; readonly at: Temporal.Instant },
): Promise<Job> {
  const id = newId();
  await insertJob(tx, { id, userId, kind, at }, answering);
  await askFor(tx, { id, userId, kind, asked: 1, at });
  return { id, kind, createdAt: at, answers: answering.map((subgraph) => ({ subgraph, outcome: 'PENDING' })) };
}

interface Asking {
  readonly id: string;
  readonly userId: string;
  readonly kind: JobKind;
  /** The how manieth time it is. */
  readonly asked: number;
  readonly at: Temporal.Instant;
}

/** Tells the subgraphs about a job. */
export async function askFor(tx: EntityManager, { id, userId, kind, asked, at }: Asking): Promise<void> {
  const fact = { version: asked, at, data: { jobId: id, userId } };
  if (kind === 'EXPORT') await append(tx, identityExportRequested, { ...fact, aggregate: id });
  else await append(tx, identityErased, { ...fact, aggregate: userId });
}
