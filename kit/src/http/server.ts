import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { fastify, type FastifyBaseLogger, LogController } from 'fastify';
import type { Log } from '../log.ts';
import { portInUse } from '../port-in-use.ts';
import { traceFrom } from '../trace.ts';
import type { App, Routes } from './app.ts';
import { trackConnections } from './connections.ts';
import { answerBrokenRequest, answerError, answerUnknown } from './failures.ts';
import { refuseSlowRequests } from './slow-requests.ts';
import { stopListening } from './stop-listening.ts';
import { trusting } from './trusted-proxies.ts';
import { serveUpgrades, type Upgrade } from './upgrades.ts';
import { watchRequests } from './watch-requests.ts';

/** What a server serves, and its limits. */
export interface HttpOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Address to listen on: this machine only, unless told otherwise. */
  readonly host?: string;
  readonly log: Log;
  readonly routes: readonly Routes[];
  /** Who takes connections over, by path. */
  readonly upgrades?: Readonly<Record<string, Upgrade>>;
  /** Addresses or networks whose word counts about where a request comes from (`x-forwarded-for`): nobody's otherwise. */
  readonly trustedProxies?: readonly string[];
  readonly bodyLimitBytes?: number;
  /** How long a client may take to send a request's head, and all of it. */
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  /** How long it goes on accepting after it has stopped being ready, for load balancers to notice. */
  readonly lameDuckMs?: number;
  /** How long requests in flight may take to finish once it stops accepting. */
  readonly drainMs?: number;
}

/** A listening server. Disposing it finishes what is in flight and cuts what does not finish in time. */
export interface HttpServer extends AsyncDisposable {
  /** Without a path, as this machine reaches it. */
  readonly url: string;
  readonly node: Server;
}

/** Serves routes over HTTP/1.1 with limits on size and time; failures are answered as coded JSON. */
export async function openHttp(options: HttpOptions): Promise<HttpServer> {
  const {
    host = '127.0.0.1',
    port,
    routes,
    upgrades = {},
    trustedProxies = [],
    lameDuckMs = 0,
    drainMs = 10_000,
    requestTimeoutMs = 30_000,
  } = options;
  let draining = false;
  const app = createApp(options);
  await using opened = new AsyncDisposableStack();
  opened.use(app);
  app.decorate('isDraining', () => draining);
  const cut = trackConnections(app.server);
  serveUpgrades(app.server, upgrades, trustedProxies);
  for (const add of [watchRequests, refuseSlowRequests(requestTimeoutMs), ...routes]) add(app);
  const url = await app.listen({ host, port }).catch((error: unknown) => {
    throw portInUse(error, { host, port, variable: 'PORT' });
  });
  const listening = opened.move();
  return {
    url,
    node: app.server,
    [Symbol.asyncDispose]: async () => {
      draining = true;
      await delay(lameDuckMs);
      using _deadline = setTimeout(cut, drainMs);
      await stopListening(app.server);
      await listening.disposeAsync();
    },
  };
}

function createApp({
  log,
  trustedProxies = [],
  bodyLimitBytes = 1_048_576,
  headersTimeoutMs = 10_000,
}: HttpOptions): App {
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'traceId' }),
    ...(trustedProxies.length > 0 && { trustProxy: trusting(trustedProxies) }),
    bodyLimit: bodyLimitBytes,
    http: { headersTimeout: headersTimeoutMs, connectionsCheckingInterval: Math.min(headersTimeoutMs, 1_000) },
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerError,
    genReqId: continueTrace,
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerUnknown);
  return app;
}

/** Whoever reads the header later on continues the trace that is logged and returned, whatever the client sent. */
function continueTrace({ headers }: IncomingMessage): string {
  const { traceId, traceparent } = traceFrom(headers['traceparent']?.toString());
  headers['traceparent'] = traceparent;
  return traceId;
}
