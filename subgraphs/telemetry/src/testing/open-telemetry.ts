import {
  type Bus,
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
import { type TelemetryOptions, telemetrySubgraph } from '../index.ts';

/** The subgraph at work on a platform of one test file's own. */
export interface OpenTelemetry extends AsyncDisposable {
  readonly kind: PlatformKind;
  readonly platform: TestPlatform;
  readonly subgraph: RunningSubgraph;
  /** A scope as each request gets one, of somebody who may do everything unless told otherwise. */
  scope(principal?: Principal): Scope;
}

export interface OpenOptions extends TelemetryOptions {
  /** Left out: those of the subgraph. */
  readonly workers?: readonly Worker[];
  /** Left out: a bus of its own. */
  readonly bus?: Bus;
}

export async function openTelemetry(
  kind: PlatformKind = 'embedded',
  { workers, bus, ...options }: OpenOptions = {},
): Promise<OpenTelemetry> {
  await using started = new AsyncDisposableStack();
  const own = started.use(await testPlatform(kind, inject('postgresUrl')));
  const platform = { ...own, bus: bus ?? own.bus };
  const telemetry = telemetrySubgraph(options);
  const { database, opened } = keepOpened(platform.database);
  const subgraph = started.use(await serve({ ...telemetry, ...(workers && { workers }) }, { ...platform, database }));
  const { fork } = await opened;
  const running = started.move();
  const { clock, keyValue, log } = platform;
  return {
    kind,
    platform,
    subgraph,
    scope: (principal = administrator) => ({ em: fork(), principal, clock, keyValue, log, trace: traceFrom() }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
