import {
  anonymousPrincipal,
  type GraphResponse,
  type Principal,
  type RunningSubgraph,
  type Scope,
  serve,
  traceFrom,
  type Worker,
} from '@constellation/kit';
import {
  administrator,
  keepOpened,
  type PlatformKind,
  type TestPlatform,
  testPlatform,
} from '@constellation/kit/testing';
import { inject } from 'vitest';
import { listSources, type ShownSource } from '../actions/list-sources.ts';
import { type Refreshed, refreshSource } from '../actions/refresh-source.ts';
import { spaceDataSubgraph } from '../index.ts';
import type { Failure } from '../outside/fake-upstream.ts';
import { type Fakes, openFakes, testKeys } from '../outside/fakes.ts';
import type { Source } from '../outside/source.ts';
import { openSources, type SourcesOptions } from '../outside/sources.ts';

/** Sources of a test's own, and the subgraph that asks them. */
export interface OpenSources extends AsyncDisposable {
  readonly platform: TestPlatform;
  readonly fakes: Fakes;
  scope(): Scope;
  source(id: string, options?: SourcesOptions): Source;
  /** Has every source fail like this from now on, or be well again. */
  failAll(failure: Failure | undefined): void;
  /** Asks a source as the subgraph's own timer would. */
  refresh(id: string, options?: SourcesOptions): Promise<Refreshed>;
  status(id: string): Promise<ShownSource | undefined>;
  ask(query: string, principal?: Principal, idempotencyKey?: string): Promise<GraphResponse>;
  /** One process more, which asks by itself. */
  startProcess(options?: SourcesOptions): Promise<RunningSubgraph>;
  /** One process more, which does nothing but this. */
  startWorkers(...workers: readonly Worker[]): Promise<RunningSubgraph>;
}

export async function openTestSources(
  kind: PlatformKind = 'embedded',
  common: SourcesOptions = { areAsked: true, keys: testKeys },
): Promise<OpenSources> {
  await using started = new AsyncDisposableStack();
  const platform = started.use(await testPlatform(kind, inject('postgresUrl')));
  const now = () => platform.clock.now();
  const { fakes, addresses, failAll } = started.use(await openFakes(now));
  const given = { ...common, addresses };
  const { database, opened } = keepOpened(platform.database);
  const idle = { ...spaceDataSubgraph(given), workers: [] };
  const subgraph = started.use(await serve(idle, { ...platform, database }));
  const { fork } = await opened;
  const { clock, keyValue, log } = platform;
  const scope = () => ({ em: fork(), principal: administrator, clock, keyValue, log, trace: traceFrom() });
  const source = (id: string, options: SourcesOptions = {}) => {
    const found = openSources({ ...given, ...options }).find((each) => each.id === id);
    if (!found) throw new Error(`There is no source ${id}`);
    return found;
  };
  const running = started.move();
  return {
    ...{ platform, fakes, failAll, scope, source },
    refresh: (id, options) => refreshSource(scope(), source(id, options)),
    status: async (id) => (await listSources(scope(), [source(id)]))[0],
    ask: (query, principal = anonymousPrincipal, idempotencyKey) =>
      subgraph.execute({ query }, { principal, ...(idempotencyKey !== undefined && { idempotencyKey }) }),
    startWorkers: (...workers) => serve({ ...spaceDataSubgraph(given), workers }, platform),
    startProcess: (options) => serve(spaceDataSubgraph({ ...given, ...options }), platform),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
