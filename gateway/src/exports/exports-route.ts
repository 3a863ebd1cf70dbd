import { type Routes, traceFrom } from '@constellation/kit';
import type { Authenticate } from '../authentication/authenticate.ts';
import { NotLetIn } from '../authentication/refusals.ts';
import { publicError } from '../errors/public-error.ts';
import { type RefusedRequest, refuseRequest } from '../errors/refuse-request.ts';
import { inTime } from '../upstreams/in-time.ts';
import type { Upstreams } from '../upstreams/upstream.ts';
import { collectExport } from './collect-export.ts';

interface ExportsOptions {
  readonly upstreams: Upstreams;
  readonly authenticate: Authenticate;
  readonly timeoutMs: number;
}

/** Below it are exports, each under its job's id. */
export const exportsPath = '/exports';

/** Exports of personal data, each as one JSON document for whoever asked for it; to everybody else there is none. */
export const exportsRoute =
  ({ upstreams, authenticate, timeoutMs }: ExportsOptions): Routes =>
  (app) =>
    void app.get<{ Params: { jobId: string } }>(`${exportsPath}/:jobId`, async (request, reply) => {
      const { authorization, traceparent } = request.headers;
      const { jobId } = request.params;
      reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      try {
        const headers = {
          principal: (await authenticate({ authorization, address: request.ip })).principal,
          traceparent: traceFrom(traceparent?.toString()).traceparent,
        };
        const collected = await inTime(timeoutMs, (signal) => collectExport(upstreams, jobId, headers, signal));
        if (collected.state !== 'READY') return await refuseRequest(reply, refusals[collected.state]);
        const { createdAt, parts } = collected;
        return await reply
          .header('content-disposition', `attachment; filename="personal-data-${jobId}.json"`)
          .send({ jobId, createdAt, parts });
      } catch (error) {
        if (error instanceof NotLetIn) {
          const { status, headers } = error.http;
          return reply
            .code(status)
            .headers(Object.fromEntries(headers))
            .send({ errors: [publicError(error)] });
        }
        request.log.warn({ err: error }, 'an export could not be collected');
        return refuseRequest(reply, unavailable);
      }
    });

const refusals: Readonly<Record<'NONE' | 'RUNNING' | 'EXPIRED', RefusedRequest>> = {
  NONE: { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address' },
  RUNNING: { status: 409, code: 'EXPORT_NOT_READY', message: 'Not every part of the graph has answered yet' },
  EXPIRED: { status: 410, code: 'EXPORT_EXPIRED', message: 'The export was kept for seven days; request another' },
};

const unavailable: RefusedRequest = {
  status: 503,
  code: 'SUBGRAPH_UNAVAILABLE',
  message: 'A part of the graph does not answer at the moment',
};
