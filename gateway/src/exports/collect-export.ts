import type { ExecutionHeaders } from '@constellation/kit';
import { z } from 'zod';
import type { Upstream, Upstreams } from '../upstreams/upstream.ts';

/** What an export comes to for whoever asks: all its parts by subgraph, or why there are none. */
export type CollectedExport =
  | { readonly state: 'READY'; readonly createdAt: string; readonly parts: Readonly<Record<string, object>> }
  | { readonly state: 'NONE' | 'RUNNING' | 'EXPIRED' };

const query = '{ me { personalDataJobs { id kind status createdAt } } }';

const answer = z.object({
  me: z.object({
    personalDataJobs: z.array(
      z.object({ id: z.string(), kind: z.string(), status: z.string(), createdAt: z.string() }),
    ),
  }),
});

/**
 * Asks identity whether the export is the caller's and done, then every subgraph for its part. One that was not there when
 * the export was made has none.
 * @throws Error where a subgraph does not answer.
 */
export async function collectExport(
  upstreams: Upstreams,
  jobId: string,
  headers: ExecutionHeaders,
  signal: AbortSignal,
): Promise<CollectedExport> {
  const { identity } = upstreams;
  const job = identity && (await findExport(identity, jobId, headers, signal));
  if (!job) return { state: 'NONE' };
  if (job.status !== 'DONE') return { state: 'RUNNING' };
  const found = await Promise.all(
    Object.entries(upstreams).map(
      async ([name, upstream]) => [name, await upstream.part?.(jobId, headers, signal)] as const,
    ),
  );
  if (found.some(([, part]) => part?.state === 'EXPIRED')) return { state: 'EXPIRED' };
  const parts = found.flatMap(([name, part]) => (part?.state === 'STORED' ? [[name, part.part] as const] : []));
  return { state: 'READY', createdAt: job.createdAt, parts: Object.fromEntries(parts) };
}

async function findExport(identity: Upstream, jobId: string, headers: ExecutionHeaders, signal: AbortSignal) {
  const { data, errors } = await identity.execute({ query }, headers, signal);
  if (errors) throw new Error(`Identity does not tell the jobs: ${errors.map(({ message }) => message).join()}`);
  const { personalDataJobs } = answer.parse(data).me;
  return personalDataJobs.find(({ id, kind }) => id === jobId && kind === 'EXPORT');
}
