/** What subgraphs, the gateway and the composition build on. */
export type { Bus, Message, Place, ReadOptions, Stored } from './bus/bus.ts';
export { placeIn, streamCursor, type StreamPlace } from './bus/stream-cursor.ts';
export { type Clock, MovableClock, systemClock } from './clock.ts';
export type { Database, DatabaseServer } from './database/database.ts';
export { instant, InstantType, parseInstant } from './database/instant.ts';
export { type EntityManager, firstRow, type RawBuilder, rows, sql } from './database/query.ts';
export { wordFunctions } from './database/words.ts';
export { within } from './deadline.ts';
export { type Environment, EnvironmentError, parseEnvironment, readOrExit } from './env.ts';
export { type Connection, page, type PageOptions } from './graph/connection.ts';
export type { GraphContext } from './graph/context.ts';
export { decodeHeaders, encodeHeaders, type ExecutionHeaders } from './graph/headers.ts';
export { mutations, type Payload, requireScope } from './graph/mutation.ts';
export type { GraphRequest, GraphResponse } from './graph/server.ts';
export type { UserError } from './graph/user-error.ts';
export { type Check, health } from './health.ts';
export { graphqlRoute } from './http/apollo.ts';
export type { App, Routes } from './http/app.ts';
export { type HttpOptions, type HttpServer, openHttp } from './http/server.ts';
export type { Upgrade } from './http/upgrades.ts';
export { isId, newId } from './identifier.ts';
export { EventGap, once } from './inbox/once.ts';
export type { KeyValue } from './key-value/key-value.ts';
export { type Log, openLog } from './log.ts';
export { type Metrics, type MetricsServer, openMetrics, serveMetrics } from './metrics.ts';
export { append, appending, appendingAll, type Fact } from './outbox/append.ts';
export { markOf } from './outbox/mark.ts';
export { distributed, embedded, type Platform } from './platform.ts';
export {
  type AccessScope,
  accessScopes,
  developmentPrincipal,
  isAdmin,
  isManager,
  isStaff,
  type Principal,
  servicePrincipal,
} from './principal.ts';
export { Refusal, type RefusalDetails } from './refusal.ts';
export { type ProcessEnvironment, processVariables, runProcess, runSubgraph } from './run-process.ts';
export type { Scope } from './scope.ts';
export { type RunningSubgraph, serve, type ServeOptions } from './serve.ts';
export { run, type RunOptions } from './shutdown.ts';
export { defineSubgraph, type Subgraph } from './subgraph.ts';
export { type Trace, traceFrom } from './trace.ts';
export { variable } from './variable.ts';
export { consumer, timer, type Worker } from './workers/worker.ts';
