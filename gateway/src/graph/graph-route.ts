import type { ApolloServer } from '@apollo/server';
import { graphqlRoute, type Log, type Routes, traceFrom } from '@constellation/kit';
import type { FastifyRequest } from 'fastify';
import type { Authenticate } from '../authenticate.ts';
import type { RequestContext } from '../request-context.ts';

/** Where the graph is, for HTTP and WebSocket. */
export const graphPath = '/graphql';

/** The graph over HTTP: POST, and GET for queries. */
export const graphRoute =
  (server: ApolloServer<RequestContext>, authenticate: Authenticate, log: Log): Routes =>
  (app) =>
    graphqlRoute(app, graphPath, server, (request) => contextFrom(request, authenticate, log));

async function contextFrom(
  { headers, id }: FastifyRequest,
  authenticate: Authenticate,
  log: Log,
): Promise<RequestContext> {
  const { authorization, traceparent, 'idempotency-key': idempotencyKey } = headers;
  return {
    principal: await authenticate({ authorization }),
    trace: traceFrom(traceparent?.toString()),
    log: log.child({ traceId: id }),
    ...(idempotencyKey !== undefined && { idempotencyKey: idempotencyKey.toString() }),
  };
}
