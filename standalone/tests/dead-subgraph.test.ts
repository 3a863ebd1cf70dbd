import { type PlatformKind, testPlatform } from '@constellation/kit/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { confirm, held, hold, readBooking } from './fixtures/bookings.ts';
import type { Client } from './fixtures/client.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';
import { openVenue } from './fixtures/venue.ts';
import { watch } from './fixtures/watcher.ts';

const opened = new AsyncDisposableStack();
const graphs = await Promise.all(platformsHere.map(async (kind) => ({ kind, graph: await open(kind) })));
afterAll(() => opened.disposeAsync());

async function open(kind: PlatformKind) {
  const platform = opened.use(await testPlatform(kind, inject('postgresUrl')));
  return opened.use(await openSplitGraph(platform));
}

const both = `query ($venueId: ID!, $bookingId: ID!) {
  venue(id: $venueId) { name rooms { tables { label } } }
  booking(id: $bookingId) { status venue { name } }
}`;
const here = { name: 'The Observatory Arms', rooms: [{ tables: [{ label: 'T1' }] }] };
const unavailable = (name: string, ...path: readonly string[]) => ({
  message: `The ${name} part of the graph does not answer at the moment`,
  path,
  extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
});

async function readiness({ url }: Client) {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, body: await response.json() };
}

test.for(graphs)(
  'without bookings, venues are answered, and bookings are when they are back ($kind)',
  async ({ graph }) => {
    const { id: venueId, tableIds, at } = await openVenue(graph, 1);
    const { id: bookingId } = await held(hold(graph, { venueId, tableIds, startsAt: at('19:00') }));

    await graph.booking.stop();
    const answer = await graph.ask(both, { venueId, bookingId });
    const change = await graph.ask(`mutation { confirmBooking(id: "${bookingId}") { booking { id } } }`);
    const { status, body } = await readiness(graph);
    await graph.booking.start();

    expect(answer).toEqual({
      status: 200,
      data: { venue: here, booking: null },
      errors: [unavailable('booking', 'booking')],
    });
    expect(change).toMatchObject({
      data: { confirmBooking: null },
      errors: [unavailable('booking', 'confirmBooking')],
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'degraded',
      checks: { venue: 'ok', booking: 'failed', identity: 'ok', telemetry: 'ok', 'space-data': 'ok', bus: 'ok' },
    });
    await expect.poll(async () => (await readiness(graph)).body).toMatchObject({ status: 'ready' });
    expect(await graph.ask(both, { venueId, bookingId })).toEqual({
      status: 200,
      data: { venue: here, booking: { status: 'HELD', venue: { name: here.name } } },
    });
  },
);

test.for(graphs)(
  'a gateway that starts while bookings are away answers the rest, and bookings later ($kind)',
  async ({ graph }) => {
    const { id: venueId, tableIds, at } = await openVenue(graph, 1);
    const { id: bookingId } = await held(hold(graph, { venueId, tableIds, startsAt: at('19:00') }));
    await graph.booking.stop();

    await using late = await graph.openGateway();
    const answer = await late.ask(both, { venueId, bookingId });
    await graph.booking.start();

    expect(answer).toEqual({
      status: 200,
      data: { venue: here, booking: null },
      errors: [unavailable('booking', 'booking')],
    });
    await expect.poll(async () => (await late.ask(both, { venueId, bookingId })).errors).toBeUndefined();
  },
);

test.for(graphs)('without venues, tables are held, confirmed and watched all the same ($kind)', async ({ graph }) => {
  const { id: venueId, tableIds, at } = await openVenue(graph, 1);
  await using watcher = await watch(graph, { venueId });

  await graph.venue.stop();
  const { id: bookingId } = await held(hold(graph, { venueId, tableIds, startsAt: at('19:00') }));
  const { name } = await confirm(graph, bookingId);
  const answer = await graph.ask(both, { venueId, bookingId });
  await expect.poll(() => watcher.changes.length).toBe(2);
  await graph.venue.start();

  expect(name).toBe('CONFIRMED');
  expect(answer.data).toEqual({ venue: null, booking: { status: 'CONFIRMED', venue: null } });
  expect(answer.errors).toHaveLength(2);
  expect(answer.errors).toEqual(
    expect.arrayContaining([unavailable('venue', 'venue'), unavailable('venue', 'booking', 'venue')]),
  );
  expect(watcher.changes).toMatchObject([
    { to: 'HELD', booking: { venue: null }, codes: ['SUBGRAPH_UNAVAILABLE'] },
    { to: 'CONFIRMED', booking: { venue: null }, codes: ['SUBGRAPH_UNAVAILABLE'] },
  ]);
  await expect.poll(async () => (await readiness(graph)).body).toMatchObject({ status: 'ready' });
  expect(await readBooking(graph, bookingId)).toMatchObject({ status: 'CONFIRMED' });
});
