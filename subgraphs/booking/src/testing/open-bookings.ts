import { type Bus, type RunningSubgraph, type Scope, serve, traceFrom, type Worker } from '@constellation/kit';
import {
  keepOpened,
  type PlatformKind,
  type TestPlatform,
  testPlatform,
  administrator,
} from '@constellation/kit/testing';
import { inject } from 'vitest';
import { bookingSubgraph } from '../index.ts';
import { onVenueSnapshot } from '../workers/venue-snapshots.ts';

/** The subgraph at work on a platform of one test file's own. */
export interface OpenBookings extends AsyncDisposable {
  readonly platform: TestPlatform;
  readonly subgraph: RunningSubgraph;
  /** A scope as each request gets one. */
  scope(): Scope;
}

export interface OpenOptions {
  readonly kind?: PlatformKind;
  /** Left out: holds that lapse are ended only by what the test does. */
  readonly workers?: readonly Worker[];
  /** Left out: a bus of its own. */
  readonly bus?: Bus;
}

export async function openBookings(options: OpenOptions = {}): Promise<OpenBookings> {
  const { kind = 'embedded', workers = [onVenueSnapshot] } = options;
  await using started = new AsyncDisposableStack();
  const own = started.use(await testPlatform(kind, inject('postgresUrl')));
  const platform = { ...own, bus: options.bus ?? own.bus };
  const { database, opened } = keepOpened(platform.database);
  const subgraph = started.use(await serve({ ...bookingSubgraph, workers }, { ...platform, database }));
  const { fork } = await opened;
  const running = started.move();
  const { clock, keyValue, log } = platform;
  return {
    platform,
    subgraph,
    scope: () => ({ em: fork(), principal: administrator, clock, keyValue, log, trace: traceFrom() }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
