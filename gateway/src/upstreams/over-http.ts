import { encodeHeaders, type GraphResponse, type Mint, partsPath } from '@constellation/kit';
import { z } from 'zod';
import { openInstances } from './instances.ts';
import type { Upstream } from './upstream.ts';

const error = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});

const answer = z
  .object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.array(error).optional() })
  .refine(({ data, errors }) => data !== undefined || errors !== undefined, 'neither data nor errors');

const part = z.discriminatedUnion('state', [
  z.object({ state: z.literal('STORED'), part: z.record(z.string(), z.unknown()) }),
  z.object({ state: z.literal('EXPIRED') }),
  z.object({ state: z.literal('NONE') }),
]);

/** A subgraph elsewhere, with what it serves beside its graph. */
export interface RemoteSubgraph extends Upstream, AsyncDisposable {
  /** What one of its routes answers. */
  get(path: string, signal: AbortSignal): Promise<unknown>;
  readonly post: NonNullable<Upstream['post']>;
}

/**
 * A subgraph in another process, or several that do the same, at the addresses of their graph. It is told who asks by a token of the mint, and nothing
 * that a client sent but what stands here by name. A GraphQL answer counts whatever its HTTP status, but for 401. What
 * was sent and not answered is sent again if it is a query, or under an idempotency key, by which it is done once.
 */
export function overHttp(addresses: string | readonly string[], mint: Mint): RemoteSubgraph {
  const instances = openInstances([addresses].flat());
  return {
    async execute(request, headers, signal) {
      const post = { headers: await encodeHeaders(headers, mint), body: JSON.stringify(request) };
      const isRepeatable = isQuery(request.query) || headers.idempotencyKey !== undefined;
      return parseAnswer(await instances.post(post, signal, isRepeatable));
    },
    part: async (jobId, headers, signal) => {
      const path = `${partsPath}/${encodeURIComponent(jobId)}`;
      return part.parse(await instances.get(path, signal, await encodeHeaders(headers, mint)));
    },
    get: (path, signal) => instances.get(path, signal),
    async post(path, question, headers, signal, isRepeatable = false) {
      const post = { path, headers: await encodeHeaders(headers, mint), body: JSON.stringify(question) };
      const answered: unknown = JSON.parse(await instances.post(post, signal, isRepeatable));
      return answered;
    },
    ready: (signal) => instances.ready(signal),
    [Symbol.asyncDispose]: () => instances[Symbol.asyncDispose](),
  };
}

/** Certainly one: of a document that begins in another way nobody knows without parsing it. */
const isQuery = (document: string) => /^\s*(query\b|\{)/.test(document) && !/\bmutation\b/.test(document);

function parseAnswer(text: string): GraphResponse {
  const { data, errors } = answer.parse(JSON.parse(text));
  return { data, errors: errors?.map(withoutGaps) };
}

const withoutGaps = ({ message, path, extensions }: z.infer<typeof error>) => ({
  message,
  ...(path && { path }),
  ...(extensions && { extensions }),
});
