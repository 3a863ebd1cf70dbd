import { fileURLToPath } from 'node:url';
import { type Bus, health, type Log, type Metrics, openHttp, type Routes } from '@constellation/kit';
import { type Authenticate, authenticate as authenticateAnyone } from './authenticate.ts';
import { graphPath, graphRoute } from './graph/graph-route.ts';
import { openGraph } from './graph/open-graph.ts';
import { defaultLimits, type Limits } from './limits/limits.ts';
import { sandboxRoutes } from './sandbox/sandbox-routes.ts';
import { openSockets } from './socket/open-sockets.ts';
import { socketProtocol } from './socket/protocol.ts';
import { openSubscriptions } from './subscriptions/open-subscriptions.ts';
import { dataSources } from './upstreams/data-source.ts';
import { readiness } from './upstreams/readiness.ts';
import type { Upstreams } from './upstreams/upstream.ts';

/** What a gateway is opened with; a platform's parts fit as they are. */
export interface GatewayOptions {
  readonly bus: Bus;
  readonly log: Log;
  readonly metrics: Metrics;
  /** By their names in the supergraph: subgraphs running in this process, or `overHttp`. They stay their opener's. */
  readonly subgraphs: Upstreams;
  /** The composed supergraph, which is read anew whenever it changes. */
  readonly supergraph: URL | string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  readonly limits?: Partial<Limits>;
  /** Takes everybody for the development principal unless it is given. */
  readonly authenticate?: Authenticate;
}

/** A listening gateway. Disposing sends sockets elsewhere, finishes what is in flight and lets go of everything it opened. */
export interface RunningGateway extends AsyncDisposable {
  /** Without a path, as this machine reaches it. */
  readonly url: string;
  readonly port: number;
}

/** Opens the edge: the graph over HTTP and WebSocket, the sandbox and health. Resolves when it is ready for clients. */
export async function serveGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { bus, metrics, subgraphs, supergraph, port, host, authenticate = authenticateAnyone } = options;
  const log = options.log.child({ component: 'gateway' });
  const limits = { ...defaultLimits, ...options.limits };
  const supergraphPath = typeof supergraph === 'string' ? supergraph : fileURLToPath(supergraph);
  const sources = dataSources(subgraphs, limits.subgraphMs);

  await using opened = new AsyncDisposableStack();
  const subscriptions = openSubscriptions({ sources, limits, log, metrics });
  const server = await openGraph({ supergraphPath, sources, limits, log, onLoad: subscriptions.use });
  opened.defer(() => server.stop());
  opened.use(await subscriptions.start(bus));
  const protocol = socketProtocol({ authenticate, subscriptions, limits, log });
  const sockets = openSockets({ protocol, limits, log, metrics });
  const routes: Routes[] = [
    graphRoute(server, authenticate, log),
    sandboxRoutes,
    (app) => health(app, readiness(subgraphs, bus)),
  ];
  const http = await openHttp({
    port,
    ...(host !== undefined && { host }),
    log,
    routes,
    upgrades: { [graphPath]: sockets.upgrade },
    bodyLimitBytes: limits.bodyBytes,
  });
  // HTTP waits for its sockets to close, and is not ready from the first moment on.
  opened.defer(async () => void (await Promise.all([http[Symbol.asyncDispose](), sockets[Symbol.asyncDispose]()])));
  const running = opened.move();
  return { url: http.url, port: Number(new URL(http.url).port), [Symbol.asyncDispose]: () => running.disposeAsync() };
}
