import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { GraphRequest } from '@constellation/kit';
import type { Upstream } from '../upstreams/upstream.ts';
import { testVerifier } from './test-keys.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server for tests on a port of its own. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
}

/** Serves whatever the handler answers; disposing cuts every connection. */
export async function listen(handler: Handler): Promise<TestServer> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Serves a subgraph as another process would, to gateways of tests. */
export const serveSubgraph = (subgraph: Upstream, status = 200): Promise<TestServer> =>
  listen(async (request, response) => {
    if (request.url === '/readyz') return void response.end();
    const { signal } = new AbortController();
    const principal = await testVerifier.verify(request.headers['constellation-principal']?.toString());
    const answer = await subgraph.execute(JSON.parse(await text(request)) as GraphRequest, { principal }, signal);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
