import { newId, rows, type Scope, sql } from '@constellation/kit';
import { testPlatform, administrator } from '@constellation/kit/testing';
import { inject } from 'vitest';
import type { VenueSnapshot } from '../domain/venue-size.ts';
import { venueSubgraph } from '../index.ts';

/** The subgraph's database on a platform of one test file's own; nothing publishes what is appended. */
export interface OpenVenues extends AsyncDisposable {
  /** A scope as each request gets one. */
  scope(): Scope;
  /** All snapshots of a venue, in the order they were appended. */
  snapshots(venueId: string): Promise<Appended[]>;
}

export interface Appended {
  readonly version: number;
  /** The transaction that wrote it. */
  readonly xmin: string;
  readonly event: { readonly type: string; readonly time: string; readonly data: VenueSnapshot };
}

export async function openVenues(): Promise<OpenVenues> {
  await using started = new AsyncDisposableStack();
  const platform = started.use(await testPlatform('embedded', inject('postgresUrl')));
  const database = started.use(await platform.database.open(venueSubgraph));
  const running = started.move();
  const traceId = newId().replaceAll('-', '');
  const trace = { traceId, spanId: traceId.slice(16), traceparent: `00-${traceId}-${traceId.slice(16)}-01` };
  const { clock, keyValue, log } = platform;
  return {
    scope: () => ({ em: database.fork(), principal: administrator, clock, keyValue, log, trace }),
    snapshots: (venueId) =>
      rows(
        database.fork(),
        sql<Appended>`select version, xmin::text, event from outbox where aggregate = ${venueId} order by position`,
      ),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
