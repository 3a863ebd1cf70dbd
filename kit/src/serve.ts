import type { Bus } from './bus/bus.ts';
import { countMutations } from './graph/count-mutations.ts';
import type { ExecutionHeaders } from './graph/headers.ts';
import { serveGraph } from './graph/http.ts';
import { buildSchema, executeOn, type GraphRequest, type GraphResponse, startGraph } from './graph/server.ts';
import type { GatewayPublicKeys } from './internal-token/keys.ts';
import { keepMeasuring } from './levels.ts';
import { startRelay } from './outbox/relay.ts';
import { openRings } from './outbox/rings.ts';
import { answering } from './personal-data/consumer.ts';
import { partFor } from './personal-data/parts.queries.ts';
import type { PersonalDataPart } from './personal-data/personal-data.ts';
import type { Platform } from './platform.ts';
import { openRoutes } from './routes.ts';
import { openScope } from './scope.ts';
import { measureDatabase, measureRelay, operationTimer } from './serve-metrics.ts';
import type { Subgraph } from './subgraph.ts';
import { traceFrom } from './trace.ts';
import { housekeeping } from './workers/housekeeping.ts';
import { openSession } from './workers/session.ts';
import { startWorkers } from './workers/start-workers.ts';
import type { Worker } from './workers/worker.ts';

/** A subgraph at work. Disposing it finishes what is under way and closes what it opened. */
export interface RunningSubgraph extends AsyncDisposable {
  readonly name: string;
  /** Where its graph is served, when it listens. */
  readonly url: string | undefined;
  execute(request: GraphRequest, headers: ExecutionHeaders): Promise<GraphResponse>;
  /** What one of its public routes answers; @throws Error where there is none. */
  get(path: string): Promise<object>;
  /** What it has stored of an export, for whoever asks. */
  part(jobId: string, headers: ExecutionHeaders): Promise<PersonalDataPart>;
  /** What one of its routes for gateways answers; @throws Error where there is none. */
  post(path: string, body: unknown, headers: ExecutionHeaders): Promise<object>;
  /** Resolves when it can answer; events that cannot leave yet wait in its outbox. */
  ready(): Promise<void>;
}

export interface ServeOptions {
  /** Port for its graph and health. */
  readonly port: number;
  /** Public keys of the gateways that its graph answers; nobody else is believed. */
  readonly gatewayKeys: GatewayPublicKeys;
  readonly host?: string;
  /** How long a server that stops goes on accepting, for its callers to notice. */
  readonly lameDuckMs?: number;
}

/** Brings a subgraph to life: database migrated, graph, relay and workers running. Without options it is reachable in this process only. */
export async function serve(subgraph: Subgraph, platform: Platform, options?: ServeOptions): Promise<RunningSubgraph> {
  await using started = new AsyncDisposableStack();
  const log = platform.log.child({ subgraph: subgraph.name });
  const database = started.use(await platform.database.open(subgraph));
  const { clock, keyValue, bus, metrics } = platform;
  started.use(measureDatabase(database, metrics));
  const source = { name: subgraph.name, fork: database.fork, clock, keyValue, log };
  await subgraph.prepare?.(openScope(source, traceFrom()));
  if (subgraph.levels) started.use(keepMeasuring(subgraph.levels(metrics, database.observe), metrics));

  const session = started.use(openSession(database.connection, `constellation-${subgraph.name}-session`, log));
  const relay = started.use(startRelay({ name: subgraph.name, session, bus, log }));
  started.use(measureRelay(subgraph.name, relay, metrics));
  const channel = `outbox ${database.connection.database}`;
  const rings = started.use(openRings({ keyValue, channel, relay, log }));
  started.use(database.onCommit(rings.ring));
  for (const worker of startWorkers(workersOf(subgraph, bus), { source, session, bus, metrics })) started.use(worker);

  const schema = buildSchema(subgraph.typeDefs, subgraph.resolvers);
  countMutations(schema, subgraph.name, metrics);
  const server = await startGraph(schema, [operationTimer(subgraph.name, metrics)]);
  started.defer(() => server.stop());
  const context = ({ traceparent, ...request }: ExecutionHeaders) => {
    const scope = openScope(source, traceFrom(traceparent), request);
    return { scope, loaders: subgraph.loaders(scope) };
  };
  const checks = {
    essential: { database: () => database.ping() },
    others: { bus: () => bus.ping(), keyValue: () => keyValue.ping() },
  };
  const part = (jobId: string, { traceparent, principal }: ExecutionHeaders) =>
    partFor(openScope(source, traceFrom(traceparent)).em, principal, jobId);
  const routes = openRoutes(subgraph, source);
  const served = { log, checks, context, part, routes };
  const http = options && started.use(await serveGraph(server, { ...options, ...served }));

  const running = started.move();
  return {
    name: subgraph.name,
    url: http?.url,
    execute: (request, headers) => executeOn(server, request, context(headers)),
    get: routes.get,
    post: routes.post,
    part,
    ready: () => database.ping(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const workersOf = ({ name: subgraph, workers, personalData }: Subgraph, bus: Bus): Worker[] => [
  ...workers,
  ...(personalData ? [answering({ subgraph, personalData })] : []),
  housekeeping(bus),
];
