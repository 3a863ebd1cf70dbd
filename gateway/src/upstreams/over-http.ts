import { encodeHeaders, type GraphResponse } from '@constellation/kit';
import { type Dispatcher, Pool } from 'undici';
import { z } from 'zod';
import type { Upstream } from './upstream.ts';

const error = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});

const answer = z
  .object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.array(error).optional() })
  .refine(({ data, errors }) => data !== undefined || errors !== undefined, 'neither data nor errors');

const poolOptions: Pool.Options = {
  connections: 128,
  connect: { timeout: 2_000 },
  maxResponseSize: 32 * 1024 * 1024,
};

/** A subgraph in another process, at the address of its graph. A GraphQL answer counts whatever its HTTP status. */
export function overHttp(address: string): Upstream & AsyncDisposable {
  const url = new URL(address);
  const pool = new Pool(url.origin, poolOptions);

  return {
    async execute(request, headers, signal) {
      const { body } = await pool.request({
        method: 'POST',
        path: url.pathname,
        headers: { 'content-type': 'application/json', accept: 'application/json', ...encodeHeaders(headers) },
        body: JSON.stringify(request),
        signal,
      });
      return parseAnswer(body);
    },
    async ready(signal) {
      const { statusCode, body } = await pool.request({ method: 'GET', path: '/readyz', signal });
      await body.dump();
      if (statusCode !== 200) throw new Error(`Not ready: ${statusCode}`);
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

async function parseAnswer(body: Dispatcher.ResponseData['body']): Promise<GraphResponse> {
  const { data, errors } = answer.parse(await body.json());
  return { data, errors: errors?.map(withoutGaps) };
}

const withoutGaps = ({ message, path, extensions }: z.infer<typeof error>) => ({
  message,
  ...(path && { path }),
  ...(extensions && { extensions }),
});
