import { fileURLToPath } from 'node:url';
import {
  type Bus,
  type Clock,
  health,
  type Log,
  type Metrics,
  openHttp,
  type Principal,
  type Routes,
  systemClock,
} from '@constellation/kit';
import { ownKey, verifyAccessToken } from './authentication/access-token.ts';
import { type Authentication, believing, type Credentials, knowingNobody } from './authentication/authenticate.ts';
import { type OutsideIssuer, takeOutsideTokens } from './authentication/issuers/outside-issuer.ts';
import { type Judge, refuseAll, withoutPasswords } from './authentication/judge.ts';
import { type KeySet, type KeySource, openKeySet } from './authentication/key-set.ts';
import { keysRoute } from './authentication/keys-route.ts';
import { openAuthentication } from './authentication/open-authentication.ts';
import { exportsPath, exportsRoute } from './exports/exports-route.ts';
import { graphPath, graphRoute } from './graph/graph-route.ts';
import { openGraph } from './graph/open-graph.ts';
import { defaultLimits, type Limits } from './limits/limits.ts';
import { allowedOrigins } from './origins/allowed-origins.ts';
import { crossOrigin } from './origins/cross-origin.ts';
import { sandboxRoutes } from './sandbox/sandbox-routes.ts';
import { openSockets } from './socket/open-sockets.ts';
import { socketProtocol } from './socket/protocol.ts';
import { openSubscriptions } from './subscriptions/open-subscriptions.ts';
import { telemetryRoutes } from './telemetry/telemetry-routes.ts';
import { dataSources } from './upstreams/data-source.ts';
import { readiness, readinessMs } from './upstreams/readiness.ts';
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
  /** How long it goes on accepting requests when it closes, for load balancers to notice. */
  readonly lameDuckMs?: number;
  /** Load balancers that say truly where a request comes from. */
  readonly trustedProxies?: readonly string[];
  /** Of web pages elsewhere that may use the graph, such as `https://app.example.org`; its own may always. */
  readonly allowedOrigins?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** The machine's own unless it is given. */
  readonly clock?: Clock;
  /** The identity subgraph's public keys, by which access tokens are judged; without them none is good. */
  readonly keys?: KeySource;
  /** Where keys of partners, secrets of devices and passwords are judged; without it none is good. */
  readonly judge?: Judge;
  /** Who gives out access tokens in place of the identity subgraph, whose own are not good then, nor are its passwords. */
  readonly outsideIssuer?: OutsideIssuer | undefined;
  /** In place of what the keys say; whom it names it names for good. */
  readonly authenticate?: (credentials: Credentials) => Promise<Principal>;
}

/** A listening gateway. Disposing sends sockets elsewhere, finishes what is in flight and lets go of everything it opened. */
export interface RunningGateway extends AsyncDisposable {
  /** Without a path, as this machine reaches it. */
  readonly url: string;
  readonly port: number;
}

/** Opens the edge: the graph over HTTP and WebSocket, the sandbox and health. Resolves when it is ready for clients. */
export async function serveGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { bus, metrics, subgraphs, supergraph, port, host, trustedProxies = [], lameDuckMs = 0 } = options;
  const log = options.log.child({ component: 'gateway' });
  const limits = { ...defaultLimits, ...options.limits };
  const supergraphPath = typeof supergraph === 'string' ? supergraph : fileURLToPath(supergraph);
  const sources = dataSources(subgraphs, limits.subgraphMs, metrics);

  await using opened = new AsyncDisposableStack();
  const keys = ownKeysOf(options);
  const authentication = await authenticationOf(options, keys, opened);
  const subscriptions = openSubscriptions({ sources, limits, log, metrics });
  const server = await openGraph({ supergraphPath, sources, limits, log, metrics, onLoad: subscriptions.use });
  opened.defer(() => server.stop());
  opened.use(await subscriptions.start(bus));
  const protocol = socketProtocol({ authentication, subscriptions, limits, log, metrics });
  const origins = allowedOrigins(options);
  const sockets = openSockets({ protocol, origins, limits, log, metrics });
  const routes: Routes[] = [
    crossOrigin([graphPath, exportsPath], origins),
    graphRoute(server, authentication.authenticate),
    exportsRoute({ upstreams: subgraphs, authenticate: authentication.authenticate, timeoutMs: limits.subgraphMs }),
    ...(keys ? [keysRoute(keys)] : []),
    ...telemetryRoutes({ telemetry: subgraphs['telemetry'], authentication, timeoutMs: limits.subgraphMs }),
    sandboxRoutes,
    (app) => health(app, readiness(subgraphs, bus), readinessMs),
  ];
  const http = await openHttp({
    port,
    ...(host !== undefined && { host }),
    lameDuckMs,
    trustedProxies,
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

async function authenticationOf(
  options: GatewayOptions,
  keys: KeySet | undefined,
  opened: AsyncDisposableStack,
): Promise<Authentication> {
  const { authenticate, judge = refuseAll, outsideIssuer, bus, clock = systemClock, log, metrics } = options;
  if (authenticate) return believing(authenticate);
  const verify = outsideIssuer
    ? takeOutsideTokens(outsideIssuer, { clock, log })
    : keys && ((token: string) => verifyAccessToken(token, keys, clock));
  if (!verify) return knowingNobody;
  const judging = outsideIssuer ? withoutPasswords(judge) : judge;
  return opened.use(await openAuthentication({ verify, judge: judging, bus, clock, log, metrics }));
}

/** None where tokens are somebody else's. */
const ownKeysOf = ({ keys: source, outsideIssuer, clock = systemClock, log }: GatewayOptions): KeySet | undefined =>
  source && !outsideIssuer ? openKeySet({ source, kind: ownKey, clock, log }) : undefined;
