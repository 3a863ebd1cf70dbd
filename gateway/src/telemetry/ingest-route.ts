import { type Routes, traceFrom } from '@constellation/kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Unauthenticated } from '../authentication/refusals.ts';
import { allowScope } from './allow-scope.ts';
import { batchesOf } from './batches.ts';
import { discardRest, readBody } from './body.ts';
import { handOver } from './hand-over.ts';
import { answerNotServed } from './not-served.ts';
import { sentAs } from './sent-as.ts';
import { add, doneBy, nothingDone } from './tally.ts';
import type { TelemetryOptions } from './telemetry-options.ts';

/** Where devices send their readings. */
const ingestPath = '/telemetry/ingest';

/**
 * Takes points by HTTP, as many as somebody sends: each batch is read when the one before is stored, so that a slow
 * subgraph slows the sender down. What is answered as done is stored; sending it again changes nothing.
 */
export const ingestRoute =
  (options: TelemetryOptions): Routes =>
  (app) =>
    void app.register(async (own) => {
      own.removeAllContentTypeParsers();
      own.addContentTypeParser('*', (_request, _payload, done) => done(null));
      own.post(ingestPath, { config: { readsOn: true } }, (request, reply) => ingest(options, request, reply));
    });

async function ingest(
  { telemetry, authentication, timeoutMs }: TelemetryOptions,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { authorization, traceparent } = request.headers;
  reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  using ending = new DisposableStack();
  const ended = new AbortController();
  let tally = nothingDone;
  try {
    const access = await authentication.authenticate({ authorization, address: request.ip });
    const { principal } = access;
    allowScope(principal, 'readings:write');
    ending.use(authentication.watch(access, (end) => ended.abort(new Unauthenticated(end))));
    const { isPacked, read } = sentAs(request.headers);
    const headers = { principal, traceparent: traceFrom(traceparent?.toString()).traceparent };
    for await (const batch of batchesOf(read(readBody(request.raw, isPacked, ended.signal)))) {
      // What came before the end of a credential, but was not stored yet, is not stored by it any more.
      ended.signal.throwIfAborted();
      tally = add(tally, await handOver({ telemetry, timeoutMs, headers, log: request.log }, batch));
    }
    return await reply.send(tally);
  } catch (error) {
    return await answerNotServed(reply, error, { done: doneBy(tally), ...tally });
  } finally {
    discardRest(request.raw);
  }
}
