/** What subgraphs, the gateway and the composition build on. */
export { type DeadLetter, deadLetters, retryDeadLetters } from './bus/dead-letters.ts';
export { rawMessage } from './bus/raw.ts';
export { BegunAnew, StreamFull } from './bus/refusals.ts';
export type { Bus, Message, Place, ReadOptions, Stored } from './bus/bus.ts';
export { placeIn, streamCursor, type StreamPlace } from './bus/stream-cursor.ts';
export { type Clock, MovableClock, systemClock } from './clock.ts';
export { keeperOf } from './data-directory.ts';
export type { Database, DatabaseServer } from './database/database.ts';
export { instant, instantText, InstantType, parseInstant } from './database/instant.ts';
export { postgresServer } from './database/postgres-server.ts';
export { type EntityManager, firstRow, type RawBuilder, rows, sql } from './database/query.ts';
export { wordFunctions } from './database/words.ts';
export { within } from './deadline.ts';
export { type Environment, EnvironmentError, parseEnvironment, readOrExit } from './env.ts';
export { type Connection, foreignCursor, listBoundTo, page, type PageOptions } from './graph/connection.ts';
export type { GraphContext } from './graph/context.ts';
export { encodeHeaders, type ExecutionHeaders } from './graph/headers.ts';
export { partsPath } from './graph/http.ts';
export { mutation, mutations, type Payload, requireScope } from './graph/mutation.ts';
export type { GraphRequest, GraphResponse } from './graph/server.ts';
export type { UserError } from './graph/user-error.ts';
export { type Checks, health } from './health.ts';
export { graphqlRoute } from './http/apollo.ts';
export type { App, Routes } from './http/app.ts';
export { refuseConnection } from './http/failures.ts';
export { networkOf } from './http/network-of.ts';
export { type HttpOptions, type HttpServer, openHttp } from './http/server.ts';
export { hostOf, trusting } from './http/trusted-proxies.ts';
export type { Upgrade } from './http/upgrades.ts';
export { isId, newId } from './identifier.ts';
export { EventGap, once } from './inbox/once.ts';
export { gatewayKeyVariable } from './internal-token/key-variables.ts';
export {
  type GatewayKey,
  type GatewayPublicKeys,
  readGatewayKey,
  readGatewayPublicKeys,
} from './internal-token/keys.ts';
export { type GatewayKeyPair, makeGatewayKeys } from './internal-token/make-keys.ts';
export { type Mint, openMint } from './internal-token/mint.ts';
export { principalSchema } from './internal-token/token.ts';
export { openVerifier } from './internal-token/verifier.ts';
export type { KeyValue } from './key-value/key-value.ts';
export type { Levels } from './levels.ts';
export { forPeople, type Log, openLog } from './log.ts';
export { type Metrics, type MetricsServer, openMetrics, serveMetrics } from './metrics.ts';
export { append, appending, appendingAll, appendInPlace, type Fact } from './outbox/append.ts';
export { markOf } from './outbox/mark.ts';
export { refuseErased } from './personal-data/erased-people.ts';
export { nothingPersonal, type PersonalData, type PersonalDataPart } from './personal-data/personal-data.ts';
export { distributed, embedded, type Platform, shared } from './platform.ts';
export {
  type AccessScope,
  accessScopes,
  anonymousPrincipal,
  isAdmin,
  isManager,
  isStaff,
  type Principal,
  servicePrincipal,
} from './principal.ts';
export { Refusal, type RefusalDetails } from './refusal.ts';
export {
  type ProcessEnvironment,
  processVariables,
  serversIn,
  sharedServersIn,
  sharedVariables,
  subgraphVariables,
} from './process-variables.ts';
export { runProcess, runSubgraph, runSubgraphWith } from './run-process.ts';
export type { Scope } from './scope.ts';
export { secretHash } from './secret-hash.ts';
export { type RunningSubgraph, serve, type ServeOptions } from './serve.ts';
export { freePort } from './servers/free-port.ts';
export { type OwnServersOptions, startOwnServers } from './servers/own-servers.ts';
export type { ServerUrls } from './servers/server-urls.ts';
export { hasOpened, run, type RunOptions } from './shutdown.ts';
export { StartFailure } from './start-failure.ts';
export { defineSubgraph, type GatewayRoute, type PublicRoute, type Subgraph } from './subgraph.ts';
export { type Trace, traceFrom } from './trace.ts';
export { variable } from './variable.ts';
export { startLoop } from './workers/loop.ts';
export { batchConsumer, broadcast, consumer, timer, type Worker } from './workers/worker.ts';
