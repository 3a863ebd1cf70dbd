import { newId, rows, type Scope, serve, sql, traceFrom, type Worker } from '@constellation/kit';
import {
  administrator,
  keepOpened,
  type PlatformKind,
  type TestPlatform,
  testPlatform,
} from '@constellation/kit/testing';
import { venueSnapshot, type VenueSnapshotData } from '@constellation/schema';
import { inject } from 'vitest';
import { projectVenue } from '../actions/project-venue.ts';
import { bundledElements } from '../data/bundled-elements.ts';
import { keepElements } from '../data/elements.queries.ts';
import type { MeanElements } from '../domain/elements.ts';
import { iss } from '../domain/iss.ts';
import { spaceDataSubgraph } from '../index.ts';
import { nextSeen, type SeenFrom } from './passes.ts';

/** The subgraph on a platform of a test's own, where the ISS has elements as of now. */
export interface OpenLive extends AsyncDisposable {
  readonly platform: TestPlatform;
  readonly elements: MeanElements;
  scope(): Scope;
  /** What was told of passes above a venue, in order. */
  told(venueId: string): Promise<{ readonly version: number; readonly data: Readonly<Record<string, unknown>> }[]>;
  /** One process more, with the workers of the subgraph unless told otherwise. */
  startProcess(...workers: readonly Worker[]): Promise<AsyncDisposable>;
}

export interface OpenLiveOptions {
  /** Left out: none. */
  readonly workers?: readonly Worker[];
}

export async function openLive(
  kind: PlatformKind = 'embedded',
  { workers = [] }: OpenLiveOptions = {},
): Promise<OpenLive> {
  await using started = new AsyncDisposableStack();
  const platform = started.use(await testPlatform(kind, inject('postgresUrl')));
  const { database, opened } = keepOpened(platform.database);
  started.use(await serve({ ...spaceDataSubgraph(), workers }, { ...platform, database }));
  const { fork } = await opened;
  const { clock, keyValue, log } = platform;
  const elements = elementsAt(clock.now());
  await keepElements(fork(), [elements], { source: 'test', fetchedAt: clock.now() });
  const running = started.move();
  return {
    platform,
    elements,
    scope: () => ({ em: fork(), principal: administrator, clock, keyValue, log, trace: traceFrom() }),
    told: (venueId) =>
      rows(
        fork(),
        sql<{ version: number; data: Readonly<Record<string, unknown>> }>`
          select version, event -> 'data' as data from outbox
          where stream = 'SPACE' and aggregate = ${venueId} order by version`,
      ),
    startProcess: (...told) => serve({ ...spaceDataSubgraph(), ...(told.length > 0 && { workers: told }) }, platform),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The orbit of the ISS in October 2026, as if it were determined now. */
export function elementsAt(now: Temporal.Instant, changes: Partial<MeanElements> = {}): MeanElements {
  const bundled = bundledElements().find(({ NORAD_CAT_ID }) => NORAD_CAT_ID === iss);
  if (!bundled) throw new Error('Nothing of the ISS comes with the software');
  return { ...bundled, EPOCH: now.round('millisecond').toString(), ...changes };
}

type Place = SeenFrom['place'];

/** A venue as the venue subgraph tells of it. */
export const snapshotAt = (
  location: Place | undefined,
  changes: Partial<VenueSnapshotData> = {},
): VenueSnapshotData => ({
  venueId: newId(),
  slug: 'observatory',
  name: 'Observatory',
  timeZone: 'UTC',
  ...(location && { location }),
  closed: false,
  openingHours: [],
  specialHours: [],
  rooms: [],
  ...changes,
});

/** Makes a venue known. */
export async function knownVenue({ scope }: OpenLive, location: Place | undefined, closed = false): Promise<string> {
  const venue = snapshotAt(location, { closed });
  await projectVenue(scope(), venue, 1);
  return venue.venueId;
}

/** A venue with the next pass that can be seen from it. */
export async function venueWithPass(live: OpenLive) {
  const pass = nextSeen(live.elements, live.platform.clock.now());
  return { ...pass, id: await knownVenue(live, pass.place) };
}

/** Moves the clock to so many seconds after an instant; before it, where there are fewer than none. */
export const moveTo = ({ platform: { clock } }: OpenLive, instant: Temporal.Instant, seconds = 0): Promise<void> =>
  clock.advance(Math.ceil(instant.add({ seconds }).since(clock.now()).total('milliseconds')));

/** Publishes a version of a venue as the venue subgraph does. */
export async function publishVenue({ platform }: OpenLive, data: VenueSnapshotData, version: number): Promise<void> {
  const { type, source, stream } = venueSnapshot;
  const event = {
    specversion: '1.0' as const,
    id: newId(),
    source,
    type,
    subject: data.venueId,
    time: platform.clock.now().toString(),
    datacontenttype: 'application/json' as const,
    version,
    data,
  };
  await platform.bus.publish(stream, [{ subject: venueSnapshot.subject(data.venueId, data), event }]);
}
