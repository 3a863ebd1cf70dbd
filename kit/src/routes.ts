import type { FastifyRequest } from 'fastify';
import type { ExecutionHeaders } from './graph/headers.ts';
import type { App, Routes } from './http/app.ts';
import { anonymousPrincipal } from './principal.ts';
import { openScope, type ScopeSource } from './scope.ts';
import type { GatewayRoute, PublicRoute, Route, Subgraph } from './subgraph.ts';
import { traceFrom } from './trace.ts';

/** A subgraph's routes, for this process and over HTTP; each request has a scope of its own. */
export interface OpenRoutes {
  /** What a public one answers, as nobody; @throws Error where there is none. */
  get(path: string): Promise<object>;
  /** What one for gateways answers; @throws Error where there is none. */
  post(path: string, body: unknown, headers: ExecutionHeaders): Promise<object>;
  readonly addPublic: Routes;
  /** Adds those for gateways to a server that lets in nobody else. */
  addForGateways(app: App, headersOf: (request: FastifyRequest) => ExecutionHeaders): void;
}

export function openRoutes({ name, routes = [] }: Pick<Subgraph, 'name' | 'routes'>, source: ScopeSource): OpenRoutes {
  const answer = (route: PublicRoute, traceparent?: string) =>
    route.answer(openScope(source, traceFrom(traceparent), { principal: anonymousPrincipal }));
  const answerGateway = (route: GatewayRoute, body: unknown, { traceparent, ...asked }: ExecutionHeaders) =>
    route.answer(openScope(source, traceFrom(traceparent), asked), body);
  const forAnybody = routes.filter((route) => route.for === undefined);
  const forGateways = routes.filter((route) => route.for === 'GATEWAYS');

  return {
    get: async (path) => answer(at(forAnybody, path)),
    post: async (path, body, headers) => answerGateway(at(forGateways, path), body, headers),
    addPublic: (app) => {
      for (const route of forAnybody)
        app.get(route.path, ({ headers }) => answer(route, headers['traceparent']?.toString()));
    },
    addForGateways: (app, headersOf) => {
      for (const route of forGateways)
        app.post(route.path, (request) => answerGateway(route, request.body, headersOf(request)));
    },
  };

  function at<Kind extends Route>(known: readonly Kind[], path: string): Kind {
    const route = known.find((each) => each.path === path);
    if (!route) throw new Error(`The subgraph ${name} has no route ${path}`);
    return route;
  }
}
