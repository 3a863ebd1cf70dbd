import { Readable } from 'node:stream';
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { App } from './app.ts';

/** Serves a graph at a path. Apollo decides about methods, statuses and headers; the server must be started. */
export function graphqlRoute<Context extends BaseContext>(
  app: App,
  path: string,
  server: ApolloServer<Context>,
  contextFrom: (request: FastifyRequest) => Promise<Context>,
): void {
  app.all(path, async (request, reply) => {
    const {
      status = 200,
      headers,
      body,
    } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: graphqlRequest(request),
      context: () => contextFrom(request),
    });
    reply.code(status).headers(Object.fromEntries(headers));
    return reply.send(body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator));
  });
}

function graphqlRequest({ method, headers, url, body }: FastifyRequest): HTTPGraphQLRequest {
  const given = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const query = url.indexOf('?');
  return { method, headers: given, search: query < 0 ? '' : url.slice(query), body };
}
