import type { ApolloServer } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { type Checks, health } from '../health.ts';
import { graphqlRoute } from '../http/apollo.ts';
import { type HttpServer, openHttp } from '../http/server.ts';
import type { GatewayPublicKeys } from '../internal-token/keys.ts';
import type { Log } from '../log.ts';
import type { PersonalDataPart } from '../personal-data/personal-data.ts';
import type { OpenRoutes } from '../routes.ts';
import type { GraphContext } from './context.ts';
import { forGateways } from './for-gateways.ts';
import { decodeHeaders, type ExecutionHeaders } from './headers.ts';

export interface GraphHttpOptions {
  readonly port: number;
  readonly host?: string;
  readonly lameDuckMs?: number;
  /** Of the gateways that are answered. */
  readonly gatewayKeys: GatewayPublicKeys;
  readonly log: Log;
  readonly checks: Checks;
  context(headers: ExecutionHeaders): GraphContext;
  /** What is stored of an export. */
  part(jobId: string, headers: ExecutionHeaders): Promise<PersonalDataPart>;
  readonly routes: OpenRoutes;
}

/** Where gateways find parts of exports. */
export const partsPath = '/personal-data';

/** Serves a subgraph: its graph, parts of exports and the routes for gateways to those and nobody else, health and the others to everybody. */
export function serveGraph(server: ApolloServer<GraphContext>, options: GraphHttpOptions): Promise<HttpServer> {
  const { checks, context, part, gatewayKeys, routes, ...http } = options;
  return openHttp({
    ...http,
    routes: [
      (app) => health(app, checks),
      forGateways(gatewayKeys, (app, principalOf) => {
        const headersOf = (request: FastifyRequest) =>
          decodeHeaders(principalOf(request), (name) => request.headers[name]?.toString());
        graphqlRoute(app, '/graphql', server, async (request) => context(headersOf(request)));
        app.get<{ Params: { jobId: string } }>(`${partsPath}/:jobId`, (request) =>
          part(request.params.jobId, headersOf(request)),
        );
        routes.addForGateways(app, headersOf);
      }),
      routes.addPublic,
    ],
  });
}
