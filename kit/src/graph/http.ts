import type { ApolloServer } from '@apollo/server';
import { type Check, health } from '../health.ts';
import { graphqlRoute } from '../http/apollo.ts';
import { type HttpServer, openHttp } from '../http/server.ts';
import type { Log } from '../log.ts';
import type { GraphContext } from './context.ts';
import { decodeHeaders, type ExecutionHeaders } from './headers.ts';

export interface GraphHttpOptions {
  readonly port: number;
  readonly host?: string | undefined;
  readonly log: Log;
  readonly checks: Readonly<Record<string, Check>>;
  context(headers: ExecutionHeaders): GraphContext;
}

/** Serves a subgraph to its gateway: `POST /graphql` and health. */
export function serveGraph(server: ApolloServer<GraphContext>, options: GraphHttpOptions): Promise<HttpServer> {
  const { port, host, log, checks, context } = options;
  return openHttp({
    port,
    ...(host !== undefined && { host }),
    log,
    routes: [
      (app) => health(app, checks),
      (app) =>
        graphqlRoute(app, '/graphql', server, async ({ headers }) =>
          context(decodeHeaders((name) => headers[name]?.toString())),
        ),
    ],
  });
}
