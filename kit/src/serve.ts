import type { ExecutionHeaders } from './graph/headers.ts';
import { serveGraph } from './graph/http.ts';
import { buildSchema, executeOn, type GraphRequest, type GraphResponse, startGraph } from './graph/server.ts';
import { startRelay } from './outbox/relay.ts';
import type { Platform } from './platform.ts';
import { openScope } from './scope.ts';
import { measureDatabase, operationTimer } from './serve-metrics.ts';
import type { Subgraph } from './subgraph.ts';
import { traceFrom } from './trace.ts';
import { housekeeping } from './workers/housekeeping.ts';
import { openSession } from './workers/session.ts';
import { startWorkers } from './workers/start-workers.ts';

/** A subgraph at work. Disposing it finishes what is under way and closes what it opened. */
export interface RunningSubgraph extends AsyncDisposable {
  readonly name: string;
  /** Where its graph is served, when it listens. */
  readonly url: string | undefined;
  execute(request: GraphRequest, headers: ExecutionHeaders): Promise<GraphResponse>;
  /** Resolves when everything it depends on answers. */
  ready(): Promise<void>;
}

export interface ServeOptions {
  /** Port for its graph and health; left out: reachable in this process only. */
  readonly port?: number;
  readonly host?: string;
}

/** Brings a subgraph to life: database migrated, graph, relay and workers running. */
export async function serve(
  subgraph: Subgraph,
  platform: Platform,
  options: ServeOptions = {},
): Promise<RunningSubgraph> {
  await using started = new AsyncDisposableStack();
  const log = platform.log.child({ subgraph: subgraph.name });
  const database = started.use(await platform.database.open(subgraph));
  const { clock, keyValue, bus, metrics } = platform;
  started.use(measureDatabase(database, metrics));
  const source = { name: subgraph.name, fork: database.fork, clock, keyValue, log };

  const session = started.use(openSession(database.connection, `constellation-${subgraph.name}-session`, log));
  const relay = started.use(startRelay({ name: subgraph.name, session, bus, log }));
  started.use(database.onCommit(() => relay.ring()) satisfies Disposable);
  for (const worker of startWorkers([...subgraph.workers, housekeeping(bus)], { source, session, bus }))
    started.use(worker);

  const server = await startGraph(buildSchema(subgraph.typeDefs, subgraph.resolvers), [
    operationTimer(subgraph.name, metrics),
  ]);
  started.defer(() => server.stop());
  const context = ({ principal, traceparent, idempotencyKey }: ExecutionHeaders) => {
    const scope = openScope(source, traceFrom(traceparent), principal, idempotencyKey);
    return { scope, loaders: subgraph.loaders(scope) };
  };
  const checks = { database: () => database.ping(), bus: () => bus.ping(), keyValue: () => keyValue.ping() };
  const { port, host } = options;
  const http =
    port === undefined ? undefined : started.use(await serveGraph(server, { port, host, log, checks, context }));

  const running = started.move();
  return {
    name: subgraph.name,
    url: http?.url,
    execute: (request, headers) => executeOn(server, request, context(headers)),
    ready: async () => void (await Promise.all(Object.values(checks).map((check) => check()))),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
