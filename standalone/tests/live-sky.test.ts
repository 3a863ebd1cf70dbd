import { newId, streamCursor } from '@constellation/kit';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { resultOf } from './fixtures/client.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { listen } from './fixtures/listen.ts';
import { as } from './fixtures/people.ts';
import { findSeen } from './fixtures/seen-passes.ts';
import { openSocket } from './fixtures/socket.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const place = { latitude: z.number(), longitude: z.number(), altitude: z.number(), velocity: z.number() };
const moved = z.object({ data: z.object({ result: z.object({ at: z.string(), ...place }) }) });
const position = z.object({ position: z.object(place) });

const passing = z.object({
  data: z.object({
    result: z.object({
      cursor: z.string(),
      eventId: z.string(),
      rise: z.string(),
      culmination: z.string(),
      set: z.string(),
      maxElevation: z.number(),
      venue: z.object({ name: z.string(), sky: z.object({ moon: z.object({ phase: z.string() }) }) }),
    }),
  }),
});

const subscription = `subscription ($venueId: ID!, $after: Cursor) {
  result: visiblePassSoon(venueId: $venueId, after: $after) {
    cursor eventId rise culmination set maxElevation venue { name sky { moon { phase } } }
  }
}`;

const patience = { timeout: 30_000, interval: 50 };

/** Opens a venue somewhere. */
async function venueAt(graph: OpenGraph, location: { readonly latitude: number; readonly longitude: number }) {
  const input = {
    slug: `venue-${newId()}`,
    name: 'The Lookout',
    kind: 'OBSERVATORY',
    address: { line1: 'Nowhere 1', city: 'Nowhere', country: 'GB' },
    location,
    timeZone: 'UTC',
  };
  const document = `mutation ($input: CreateVenueInput!) { result: createVenue(input: $input) { venue { id } } }`;
  const { venue } = resultOf(await graph.ask(document, { input }), z.object({ venue: z.object({ id: z.string() }) }));
  return venue.id;
}

describe.each(graphs)('on the $kind platform', (graph) => {
  const visitor = as(graph, null);

  test('a visitor hears each second where the station is, as the graph itself says', async () => {
    await using iss = await listen(
      visitor,
      'subscription { result: issMoved { at latitude longitude altitude velocity } }',
      moved,
      {},
    );
    await vi.waitUntil(() => iss.events.length >= 3, patience);

    const seconds = iss.events.map(({ at }) => Temporal.Instant.from(at).epochMilliseconds / 1_000);
    expect(seconds.filter((second) => !Number.isInteger(second))).toEqual([]);
    expect(new Set(seconds).size).toBe(seconds.length);
    expect(seconds).toEqual(seconds.toSorted((one, other) => one - other));
    const { at, ...shown } = iss.events[0] ?? { at: '' };
    const query = `query ($at: DateTime!) { result: iss { position(at: $at) { latitude longitude altitude velocity } } }`;
    expect(resultOf(await visitor.ask(query, { at }), position).position).toEqual(shown);
  });

  test('a visitor hears once of a pass above a venue before it is seen, and whoever was away hears of it behind a cursor', async () => {
    const { clock } = graph.platform;
    const seen = await findSeen(visitor, clock.now());
    const [venueId, elsewhere] = [
      await venueAt(graph, seen.place),
      await venueAt(graph, { latitude: -89, longitude: 0 }),
    ];
    await using listener = await listen(visitor, subscription, passing, { venueId });
    await using nobody = await listen(visitor, subscription, passing, { venueId: elsewhere });
    await listener.settle();

    await clock.advance(Math.ceil(seen.visibleFrom.since(clock.now()).total('milliseconds')) - 590_000);
    await vi.waitUntil(() => listener.events.length > 0, patience);
    const later = await venueAt(graph, seen.place);
    await using early = await listen(visitor, subscription, passing, { venueId: later });
    const after = listener.events[0]?.cursor;
    await vi.waitUntil(() => early.events.length > 0, patience);
    await using late = await listen(visitor, subscription, passing, { venueId: later, after });
    await vi.waitUntil(() => late.events.length > 0, patience);
    await Promise.all([listener, early, late, nobody].map((each) => each.settle()));

    const { rise, culmination, set, maxElevation } = seen;
    expect(listener.events).toMatchObject([{ rise, culmination, set, maxElevation, venue: { name: 'The Lookout' } }]);
    expect(late.events).toEqual(early.events);
    expect(late.events).toHaveLength(1);
    expect(nobody.events).toEqual([]);
  });

  test('a cursor behind which events may be gone is refused', async () => {
    const client = openSocket(graph.url, null);
    const after = streamCursor({ stream: 'SPACE', epoch: newId(), sequence: 1 });

    const refusal = client.iterate({ query: subscription, variables: { venueId: newId(), after } }).next();

    await expect(refusal).rejects.toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
    await client.dispose();
  });
});
