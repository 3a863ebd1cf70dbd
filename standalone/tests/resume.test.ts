import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { cancel, confirm, held, hold } from './fixtures/bookings.ts';
import { type Client, resultOf } from './fixtures/client.ts';
import { openGraphs } from './fixtures/graph.ts';
import { type OpenVenue, openVenue } from './fixtures/venue.ts';
import { type Change, watch, type Watched } from './fixtures/watcher.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const document = 'query ($id: ID!) { result: booking(id: $id) { version eventCursor } }';
const shown = z.object({ version: z.int(), eventCursor: z.string().nullable() });

/** A booking has no cursor before the very first event of a graph is out. */
const look = (client: Client, id: string) =>
  vi.waitUntil(async () => {
    const { version, eventCursor } = resultOf(await client.ask(document, { id }), shown);
    return eventCursor !== null && { version, eventCursor };
  }, 15_000);

/** Listens until a change to this state has come. */
async function heardUntil(client: Client, watched: Watched, state: string): Promise<readonly Change[]> {
  await using watcher = await watch(client, watched);
  await expect.poll(() => watcher.changes.at(-1)?.to).toBe(state);
  return [...watcher.changes];
}

const wish = ({ id: venueId, tableIds, at }: OpenVenue) => ({ venueId, tableIds, startsAt: at('19:00') });

test.for(graphs)(
  'nothing falls between a query and the subscription that begins at its cursor ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 1);
    const { id: bookingId } = await held(hold(graph, wish(venue)));
    const { version, eventCursor: after } = await look(graph, bookingId);
    await confirm(graph, bookingId);
    await cancel(graph, bookingId);

    const changes = await heardUntil(graph, { bookingId, after }, 'CANCELLED');

    expect(changes.filter((change) => change.version > version).map(({ to }) => to)).toEqual([
      'CONFIRMED',
      'CANCELLED',
    ]);
  },
);

test.for(graphs)('whoever was away goes on behind the last event, and hears what comes, too ($kind)', async (graph) => {
  const venue = await openVenue(graph, 1);
  await using early = await watch(graph, { venueId: venue.id });
  const { id: bookingId } = await held(hold(graph, wish(venue)));
  await confirm(graph, bookingId);
  await expect.poll(() => early.changes.length).toBe(2);
  const [first, second] = early.changes;

  await using late = await watch(graph, { venueId: venue.id, after: first?.cursor ?? '' });
  await expect.poll(() => late.changes.length).toBe(1);
  await cancel(graph, bookingId);
  await expect.poll(() => late.changes.length).toBe(2);

  expect(late.changes.map(({ eventId, to }) => [eventId, to])).toEqual([
    [second?.eventId, 'CONFIRMED'],
    [expect.any(String), 'CANCELLED'],
  ]);
});
