import type { ApolloServer } from '@apollo/server';
import { graphqlRoute, type Routes, traceFrom } from '@constellation/kit';
import type { FastifyRequest } from 'fastify';
import type { Authenticate } from '../authentication/authenticate.ts';
import type { RequestContext } from '../request-context.ts';
import { withoutQuery } from './without-query.ts';

/** Where the graph is, for HTTP and WebSocket. */
export const graphPath = '/graphql';

/** The graph over HTTP: POST, and GET for queries. What is answered depends on who asks, so nobody on the way keeps it. */
export const graphRoute =
  (server: ApolloServer<RequestContext>, authenticate: Authenticate): Routes =>
  (app) => {
    app.addHook('onSend', async ({ routeOptions }, reply) => {
      if (routeOptions.url === graphPath) reply.header('cache-control', 'no-store');
    });
    withoutQuery(graphPath)(app);
    graphqlRoute(app, graphPath, server, (request) => contextFrom(request, authenticate));
  };

/** The request's log names its trace already. */
async function contextFrom(
  { headers, ip: address, protocol, host, log }: FastifyRequest,
  authenticate: Authenticate,
): Promise<RequestContext> {
  const { authorization, traceparent, 'idempotency-key': idempotencyKey } = headers;
  const { principal } = await authenticate({ authorization, address });
  return {
    principal,
    trace: traceFrom(traceparent?.toString()),
    log,
    address,
    origin: `${protocol}://${host}`,
    ...(idempotencyKey !== undefined && { idempotencyKey: idempotencyKey.toString() }),
  };
}
